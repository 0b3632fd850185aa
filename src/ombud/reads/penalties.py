"""Penalties as lists show them: of a shop, nearest close first; of the platform's queues, nearest deadline first."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from ombud.core.people import Member, can
from ombud.ledger.connection import connection, rows
from ombud.reads.penalty_row import ALWAYS, PENALTY_QUEUES, RANKS, written

Tab = Literal["all", "open", "review", "closed"]
Place = tuple[int, datetime, str]
"""Where a page of a shop's list ends: rank, sort instant, id."""
FIRST: Place = (-1, ALWAYS, "")
PAGE = 20
SILENT = timedelta(hours=24)
"""How long *pending* silences the pop-up."""
POPUP_MAX = 100
"""A pop-up that counts beyond it says 99+."""
OF_SHOP = """
SELECT id, rank, sort_at FROM penalty_row
WHERE platform = %(platform)s AND shop = %(shop)s AND rank = ANY(%(ranks)s)
    AND (rank, sort_at, id) > (%(rank)s, %(at)s, %(id)s)
ORDER BY rank, sort_at, id LIMIT %(limit)s
"""
COUNTS = """
SELECT bucket, sum(n)::bigint FROM kept_count WHERE platform = %s AND scope = %s GROUP BY bucket
"""
OF_QUEUE = """
SELECT id, number, shop, violation, queue, due_kind, due_at, overdue, claimed_by, imposed_at FROM penalty_row
WHERE platform = %s AND queue = %s AND (due_at, id) > (%s, %s) ORDER BY due_at, id LIMIT %s
"""
UNHANDLED = """
SELECT p.id, p.number, p.violation, p.imposed_at, s.at, s.until FROM penalty_row p
LEFT JOIN popup_snooze s ON s.platform = p.platform AND s.shop = p.shop AND s.person = %(person)s
WHERE p.platform = %(platform)s AND p.shop = %(shop)s AND p.stage = 'in-force'
    AND (strpos(p.opened_by, %(quoted)s) = 0 OR (p.appealable AND p.opens_at <= %(now)s AND p.closes_at > %(now)s))
ORDER BY p.imposed_at DESC, p.id LIMIT %(limit)s
"""
"""A person's id stands in quotes in the array that it is looked for in: read as text, it is found twice as fast."""
SNOOZE = """
INSERT INTO popup_snooze (platform, person, shop, at, until) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (platform, person, shop) DO UPDATE SET at = excluded.at, until = excluded.until
"""


class Listed(NamedTuple):
    """A page of a shop's list: ids, and where it ends."""

    ids: tuple[str, ...]
    after: Place | None


class Queued(NamedTuple):
    """A penalty in one of the platform's queues."""

    id: str
    number: str
    shop: str
    violation: str
    queue: str
    due_kind: str
    due_at: datetime
    overdue: int
    claimed_by: str
    imposed_at: datetime


class Unhandled(NamedTuple):
    """What the pop-up speaks of: the newest penalty, and how many there are."""

    id: str
    number: str
    violation: str
    n: int
    """How many penalties it speaks of, at most 100."""
    newest_at: datetime
    """When the newest of them was imposed."""


def of_shop(platform: int, shop: str, tab: Tab = "all", after: Place | None = None) -> Listed:
    """A page of the shop's penalties: what can still be appealed first, by the nearest close."""
    ranks = [RANKS[tab]] if tab != "all" else list(RANKS.values())
    rank, at, id = after or FIRST
    asked = {
        "platform": platform, "shop": shop, "ranks": ranks, "rank": rank, "at": at, "id": id, "limit": PAGE + 1,
    }  # fmt: skip
    found = rows(OF_SHOP, asked)
    more = len(found) > PAGE
    last = found[PAGE - 1] if more else None
    return Listed(tuple(row[0] for row in found[:PAGE]), (last[1], last[2], last[0]) if last else None)


def counts(platform: int, shop: str) -> dict[str, int]:
    """How many penalties of the shop stand under each heading."""
    found = dict.fromkeys(RANKS, 0) | {tab: int(n) for tab, n in rows(COUNTS, (platform, f"penalties:{shop}"))}
    return found | {"all": sum(found.values())}


def of_queue(platform: int, queue: str, after: tuple[datetime, str] | None = None) -> Sequence[Queued]:
    """A page of one of the platform's queues, the nearest deadline first; one more than a page where there are more."""
    assert queue in PENALTY_QUEUES, queue
    at, id = after or (ALWAYS, "")
    return [Queued(*row) for row in rows(OF_QUEUE, (platform, queue, at, id, PAGE + 1))]


def unhandled(platform: int, by: Member, now: datetime) -> Unhandled | None:
    """What the pop-up says to this member now, in one query: None where nothing is unhandled or it is silenced."""
    if not by.shop or not can(by, "appeal"):
        return None
    asked = {
        "platform": platform, "shop": by.shop, "person": by.id, "quoted": written((by.id,))[1:-1], "now": now,
        "limit": POPUP_MAX,
    }  # fmt: skip
    found = rows(UNHANDLED, asked)
    if not found:
        return None
    id, number, violation, newest_at, snoozed_at, until = found[0]
    silenced = until is not None and now < until and newest_at <= snoozed_at
    return None if silenced else Unhandled(id, number, violation, len(found), newest_at)


def snooze(platform: int, by: Member, now: datetime, until: datetime) -> None:
    """Silence the pop-up for this member on all devices, unless a newer penalty arrives."""
    connection().execute(SNOOZE, (platform, by.id, by.shop, now, until))
