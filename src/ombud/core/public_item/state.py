"""What a public item is now: the fold of everything that happened to it."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import assert_never

from msgspec.structs import replace

from ombud.core.public_item.events import PublicItemEvent, PublicItemRecorded, PublicItemTakenBack
from ombud.core.struct import Value
from ombud.core.words import Kept


class PublicItem(Value, frozen=True):
    """What somebody said of a shop in public."""

    id: str
    shop: str
    link: str
    words: Kept
    said_at: datetime
    recorded_at: datetime
    recorded_by: str
    reach: int = 0
    about: str = ""
    taken_back: bool = False


def evolve(item: PublicItem | None, event: PublicItemEvent) -> PublicItem:
    """The item after one more event."""
    if isinstance(event, PublicItemRecorded):
        assert item is None, "an item is recorded once"
        return PublicItem(
            id=event.item, shop=event.shop, link=event.link, words=event.words, said_at=event.said_at,
            recorded_at=event.at, recorded_by=event.by.id, reach=event.reach, about=event.about,
        )  # fmt: skip
    assert item is not None, "nothing happens to an item before it is recorded"
    match event:
        case PublicItemTakenBack():
            return replace(item, taken_back=True)
        case _:
            assert_never(event)


def fold(events: Iterable[PublicItemEvent]) -> PublicItem | None:
    """The item after all of them."""
    return reduce(evolve, events, None)
