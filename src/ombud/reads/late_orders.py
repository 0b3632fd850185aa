"""Which orders are late, at any instant: one look into an index of what can be late, by the instant it becomes so.

Nothing has to have run: the instant was counted when the order came to its stage. It costs by what is late, not by what
is open. Asked of an instant long past, it tells of the orders as they stand now.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from ombud.ledger.connection import rows

PAGE = 50
"""Rows of a page in the console: what one works through at a time."""
CHUNK = 1000
CAP = 1000
"""Counts stop here: beyond it a shop only needs to know that it is much."""
COLUMNS = """
SELECT id, number, shop, consumer, title, picture, paid, currency, kind, status, since, late_at, reminded_at, urged_at,
       undo_until, receipt, missing FROM order_row WHERE platform = %(platform)s
"""
ONE_SHOP = " AND shop = %(shop)s"
NARROWED = """
 AND (%(kind)s = '' OR kind = %(kind)s) AND (%(status)s = '' OR status = %(status)s)
"""
LATE = " AND late_at <= %(until)s AND (late_at, id) > (%(at)s, %(id)s)"
OPEN = " AND late_at > %(until)s AND (late_at, id) > (%(at)s, %(id)s)"
BY_TIME = " ORDER BY late_at, id LIMIT %(limit)s"
MISSING = " AND missing AND id > %(id)s ORDER BY id LIMIT %(limit)s"
UNDOABLE = " AND undo_until > %(until)s ORDER BY undo_until, id LIMIT %(limit)s"
THESE = " AND id = ANY(%(ids)s)"
COUNT = """
SELECT count(*) FROM (
    SELECT 1 FROM order_row WHERE platform = %(platform)s AND shop = %(shop)s {where} LIMIT %(cap)s) AS found
"""
COUNT_LATE = COUNT.format(where="AND late_at <= %(until)s")
COUNT_MISSING = COUNT.format(where="AND missing")

Key = tuple[datetime, str]
FIRST: Key = (datetime.min.replace(tzinfo=UTC), "")


class OpenOrder(NamedTuple):
    """An order on its way, as lists show it."""

    id: str
    number: str
    shop: str
    consumer: str
    title: str
    picture: str
    paid: int
    currency: str
    kind: str
    status: str
    since: datetime | None
    late_at: datetime | None
    reminded_at: datetime | None
    urged_at: datetime | None
    undo_until: datetime | None
    receipt: str
    missing: bool

    @property
    def key(self) -> Key:
        """Where it stands in a list by time."""
        return self.late_at or FIRST[0], self.id


class Narrowed(NamedTuple):
    """What a list is narrowed to; empty takes everything."""

    shop: str = ""
    kind: str = ""
    status: str = ""


EVERYTHING = Narrowed()


def late(
    platform: int, as_of: datetime, only: Narrowed = EVERYTHING, after: Key = FIRST, limit: int = PAGE + 1
) -> list[OpenOrder]:
    """What is late at this instant, the longest late first. `as_of` some days ago: what has been late that long."""
    return _found(_narrowed(LATE, only) + BY_TIME, platform, as_of, only, after, limit)


def all_late(platform: int, as_of: datetime, only: Narrowed = EVERYTHING) -> Iterator[OpenOrder]:
    """All of them, however many; a chunk at a time is in memory."""
    after = FIRST
    while chunk := late(platform, as_of, only, after, CHUNK):
        yield from chunk
        after = chunk[-1].key


def in_time(platform: int, now: datetime, only: Narrowed, after: Key = FIRST, limit: int = PAGE + 1) -> list[OpenOrder]:
    """What still has time, the nearest first."""
    return _found(_narrowed(OPEN, only) + BY_TIME, platform, now, only, after, limit)


def missing(platform: int, only: Narrowed, after: str = "", limit: int = PAGE + 1) -> list[OpenOrder]:
    """What came further than its details say, by id."""
    return _found(_narrowed("", only) + MISSING, platform, FIRST[0], only, (FIRST[0], after), limit)


def undoable(platform: int, shop: str, now: datetime, limit: int = CAP) -> list[OpenOrder]:
    """What this shop moved and can still take back, whose time is over first first."""
    return _found(ONE_SHOP + UNDOABLE, platform, now, Narrowed(shop), FIRST, limit)


def these(platform: int, shop: str, ids: list[str]) -> list[OpenOrder]:
    """Those of these orders that are the shop's, in the order of the ids."""
    asked = {"platform": platform, "shop": shop, "ids": ids}
    held = {row[0]: OpenOrder(*row) for row in rows(COLUMNS + ONE_SHOP + THESE, asked)}
    return [held[one] for one in ids if one in held]


def count_late(platform: int, shop: str, now: datetime, cap: int = CAP) -> int:
    """How many of a shop's orders are late; at most `cap`."""
    return int(rows(COUNT_LATE, {"platform": platform, "shop": shop, "until": now, "cap": cap})[0][0])


def counts(platform: int, shop: str, now: datetime) -> dict[str, int]:
    """How many are late and how many lack details; at most CAP of each."""
    asked = {"platform": platform, "shop": shop, "until": now, "cap": CAP}
    return {"late": count_late(platform, shop, now), "missing": int(rows(COUNT_MISSING, asked)[0][0])}


def _narrowed(where: str, only: Narrowed) -> str:
    shop = ONE_SHOP if only.shop else ""
    return shop + where + (NARROWED if only.kind or only.status else "")


def _found(where: str, platform: int, until: datetime, only: Narrowed, after: Key, limit: int) -> list[OpenOrder]:
    asked: dict[str, Any] = {
        "platform": platform, "until": until, "at": after[0], "id": after[1], "limit": limit, **only._asdict(),
    }  # fmt: skip
    return [OpenOrder(*row) for row in rows(COLUMNS + where, asked)]
