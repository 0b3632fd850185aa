"""What a shop is now: the fold of everything that was told of it."""

from collections.abc import Iterable
from functools import reduce
from typing import assert_never

from msgspec.structs import replace

from ombud.core.shop.events import MemberTold, ShopEvent, ShopFacts, ShopRetold, ShopTold
from ombud.core.struct import Value


class Shop(Value, frozen=True):
    """One shop of one platform."""

    id: str
    facts: ShopFacts
    source: str
    members: dict[str, str] = {}
    """Role by member."""


def evolve(shop: Shop | None, event: ShopEvent) -> Shop:
    """The shop after one more event."""
    if isinstance(event, ShopTold):
        assert shop is None, "a shop is told once, then retold"
        return Shop(id=event.shop, facts=event.facts, source=event.source)
    assert shop is not None, "nothing happens to a shop before it is told"
    match event:
        case ShopRetold():
            return replace(shop, facts=event.facts, source=event.source)
        case MemberTold():
            others = {member: role for member, role in shop.members.items() if member != event.member}
            return replace(shop, members={**others, event.member: event.role} if event.role else others)
        case _:
            assert_never(event)


def fold(events: Iterable[ShopEvent]) -> Shop | None:
    """The shop after all of them."""
    return reduce(evolve, events, None)
