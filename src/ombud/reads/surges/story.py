"""What happened to an alarm or a public item, as one party may read it, with the words that lie beside the events."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from ombud.core.people import Party
from ombud.core.public_item.events import PublicItemEvent
from ombud.core.surge.events import SurgeEvent
from ombud.ledger.connection import rows
from ombud.ledger.words import KEPT, KEY, opened
from ombud.ledger.words import words_of as words_of_streams
from ombud.reads.record import Record
from ombud.reads.timeline import EVENTS

ITEMS = """
SELECT i.id, i.shop, coalesce(h.name, i.shop), i.link, i.about, i.reach, i.said_at, i.recorded_at, i.taken_back
FROM public_item_row i LEFT JOIN shop_row h ON h.platform = i.platform AND h.id = i.shop
WHERE i.platform = %(platform)s AND (i.recorded_at, i.id) < (%(at)s, %(id)s) {which}
ORDER BY i.recorded_at DESC, i.id DESC LIMIT %(limit)s
"""
ALL_ITEMS, OF_SHOP = ITEMS.format(which=""), ITEMS.format(which="AND i.shop = %(shop)s")
SAID = f"""
SELECT w.stream, {KEPT} FROM kept_words w JOIN stream s ON s.platform = w.platform AND s.id = w.stream {KEY}
WHERE w.platform = %s AND w.stream = ANY(%s) AND w.digest = convert_from(s.state, 'UTF8')::jsonb ->> 'words'
"""  # noqa: S608 - constants
PAGE = 30


class _SurgeBody(msgspec.Struct):
    audience: tuple[str, ...]
    event: SurgeEvent


class _ItemBody(msgspec.Struct):
    audience: tuple[str, ...]
    event: PublicItemEvent


class ListedItem(NamedTuple):
    """A public item as lists show it."""

    id: str
    shop: str
    shop_name: str
    link: str
    about: str
    reach: int
    said_at: datetime
    recorded_at: datetime
    taken_back: bool


_read_surge, _read_item = msgspec.json.Decoder(_SurgeBody).decode, msgspec.json.Decoder(_ItemBody).decode


def surge_record(platform: int, surge: str, party: Party) -> Record:
    """What happened to an alarm, as this party may read it, oldest first."""
    return _record(platform, surge, party, _read_surge)


def item_record(platform: int, item: str, party: Party) -> Record:
    """The same of a public item."""
    return _record(platform, f"public_item/{item}", party, _read_item)


def items(platform: int, before: tuple[datetime, str], shop: str = "") -> tuple[list[ListedItem], bool]:
    """What was recorded, the newest first, of all shops or of one; and whether there is more."""
    asked = {"platform": platform, "at": before[0], "id": before[1], "shop": shop, "limit": PAGE + 1}
    found = [ListedItem(*row) for row in rows(OF_SHOP if shop else ALL_ITEMS, asked)]
    return found[:PAGE], len(found) > PAGE


def words_of(platform: int, found: Sequence[ListedItem]) -> dict[str, str]:
    """What was said, by item."""
    streams = [f"public_item/{one.id}" for one in found]
    return {stream.partition("/")[2]: opened(*kept) for stream, *kept in rows(SAID, (platform, streams))}


def _record(platform: int, stream: str, party: Party, read: Callable[[bytes], Any]) -> Record:
    bodies = (read(bytes(body)) for _, body in rows(EVENTS, (platform, stream)))
    return Record(tuple(one.event for one in bodies if party in one.audience), words_of_streams(platform, stream))
