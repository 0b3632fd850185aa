"""The reviewers' queues of penalties: how each stands, page by page, what comes next, and what a caller finds.

As flat as the queues of complaints: counts are kept or capped, pages go on from a key.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from ombud.ledger.connection import rows
from ombud.reads.complaint_row import NEVER
from ombud.reads.penalties import FIRST as FIRST_PLACE
from ombud.reads.penalties import Place
from ombud.reads.queues import AT_RISK, CAP, FIRST, PAGE, Key, Standing

STANDING = """
SELECT q.queue, coalesce(kept.n, 0), nearest.due_at, oldest.imposed_at, late.n, soon.n
FROM unnest(%(queues)s::text[]) AS q(queue)
LEFT JOIN (SELECT bucket, sum(n)::bigint AS n FROM kept_count
    WHERE platform = %(platform)s AND scope = 'queue' GROUP BY bucket) AS kept ON kept.bucket = q.queue
LEFT JOIN LATERAL (SELECT due_at FROM penalty_row
    WHERE platform = %(platform)s AND queue = q.queue ORDER BY due_at, id LIMIT 1) AS nearest ON true
LEFT JOIN LATERAL (SELECT imposed_at FROM penalty_row
    WHERE platform = %(platform)s AND queue = q.queue AND queue <> '' AND imposed_at < %(never)s
    ORDER BY imposed_at LIMIT 1) AS oldest ON true
CROSS JOIN LATERAL (SELECT count(*) AS n FROM (SELECT 1 FROM penalty_row
    WHERE platform = %(platform)s AND queue = q.queue AND due_at <= %(now)s
    ORDER BY due_at, id LIMIT %(cap)s) AS few) AS late
CROSS JOIN LATERAL (SELECT count(*) AS n FROM (SELECT 1 FROM penalty_row
    WHERE platform = %(platform)s AND queue = q.queue AND due_at > %(now)s AND due_at <= %(soon)s
    ORDER BY due_at, id LIMIT %(cap)s) AS few) AS soon
"""
PENALTIES = """
SELECT id, number, shop, violation, stage, queue, due_kind, due_at, overdue, claimed_by, imposed_at FROM penalty_row
"""
AFTER = f"""{PENALTIES} WHERE platform = %s AND queue = %s AND (due_at, id) > (%s, %s) AND (%s OR claimed_by = '')
ORDER BY due_at, id LIMIT %s"""
BEFORE = f"""{PENALTIES} WHERE platform = %s AND queue = %s AND (due_at, id) < (%s, %s) AND (%s OR claimed_by = '')
ORDER BY due_at DESC, id DESC LIMIT %s"""
MINE = f"{PENALTIES} WHERE platform = %s AND claimed_by = %s AND claimed_by <> '' ORDER BY due_at, id LIMIT %s"
ONE = f"{PENALTIES} WHERE platform = %s AND id = %s"
OF_SHOP = """
SELECT id, number, shop, violation, stage, queue, due_kind, due_at, overdue, claimed_by, imposed_at, rank, sort_at
FROM penalty_row WHERE platform = %s AND shop = %s AND (rank, sort_at, id) > (%s, %s, %s)
ORDER BY rank, sort_at, id LIMIT %s
"""
COUNT_OF_SHOP = """
SELECT count(*) FROM (SELECT 1 FROM penalty_row WHERE platform = %s AND shop = %s LIMIT %s) AS few
"""
AHEAD = """
SELECT count(*) FROM (SELECT 1 FROM penalty_row
    WHERE platform = %s AND queue = %s AND (due_at, id) < (%s, %s) ORDER BY due_at, id LIMIT %s) AS few
"""


class ListedPenalty(NamedTuple):
    """A penalty as a list shows it."""

    id: str
    number: str
    shop: str
    violation: str
    stage: str
    queue: str
    due_kind: str
    due_at: datetime
    overdue: int
    claimed_by: str
    imposed_at: datetime


class PenaltyPage(NamedTuple):
    """Some penalties of a queue, nearest deadline first."""

    penalties: list[ListedPenalty]
    before: bool
    """Whether there are penalties before these."""
    after: bool


def standings(platform: int, queues: Collection[str], now: datetime) -> dict[str, Standing]:
    """Each of these queues as it stands at this instant; `filed_at` is when the oldest penalty in it was imposed."""
    asked: dict[str, Any] = {
        "platform": platform, "queues": list(queues), "now": now, "soon": now + AT_RISK, "cap": CAP, "never": NEVER,
    }  # fmt: skip
    return {row[0]: Standing(*row) for row in rows(STANDING, asked)}


def page(
    platform: int, queue: str, *, after: Key | None = None, before: Key | None = None, free: bool = False
) -> PenaltyPage:
    """One page of a queue: from the start, after a penalty, or before one. `free` leaves out what somebody has."""
    if before is not None:
        found = _listed(BEFORE, platform, queue, *before, not free, PAGE + 1)
        return PenaltyPage(list(reversed(found[:PAGE])), len(found) > PAGE, after=True)
    found = _listed(AFTER, platform, queue, *(after or FIRST), not free, PAGE + 1)
    return PenaltyPage(found[:PAGE], before=after is not None, after=len(found) > PAGE)


def waiting(platform: int, queue: str, most: int = 20) -> list[ListedPenalty]:
    """Penalties of the queue that nobody works on, nearest deadline first."""
    return _listed(AFTER, platform, queue, *FIRST, False, most)


def mine(platform: int, reviewer: str) -> list[ListedPenalty]:
    """The penalties somebody works on, nearest deadline first."""
    return _listed(MINE, platform, reviewer, PAGE)


def listed(platform: int, penalty: str) -> ListedPenalty | None:
    """One penalty as lists show it."""
    return next(iter(_listed(ONE, platform, penalty)), None)


def neighbours(platform: int, queue: str, key: Key) -> tuple[str, str]:
    """The numbers of the penalty before and of the one after this place; empty where there is none."""
    before = _listed(BEFORE, platform, queue, *key, True, 1)
    after = _listed(AFTER, platform, queue, *key, True, 1)
    return before[0].number if before else "", after[0].number if after else ""


def ahead(platform: int, queue: str, key: Key) -> int:
    """How many penalties of the queue come before this place; at most CAP."""
    return int(rows(AHEAD, (platform, queue, *key, CAP))[0][0])


def of_shop(platform: int, shop: str, after: Place | None = None) -> tuple[list[ListedPenalty], Place | None]:
    """A page of all penalties of a shop for the staff, in the order of the shop's own list; what the shop isn't told
    of comes last. And where the page ends, if there is more."""
    found = rows(OF_SHOP, (platform, shop, *(after or FIRST_PLACE), PAGE + 1))
    last = found[PAGE - 1] if len(found) > PAGE else None
    return [ListedPenalty(*row[:11]) for row in found[:PAGE]], (last[11], last[12], last[0]) if last else None


def count_of_shop(platform: int, shop: str) -> int:
    """How many penalties a shop has, those that wait for a second person with them; at most CAP."""
    return int(rows(COUNT_OF_SHOP, (platform, shop, CAP))[0][0])


def _listed(statement: str, *parameters: Any) -> list[ListedPenalty]:
    return [ListedPenalty(*row) for row in rows(statement, parameters)]
