"""The reviewers' queues: how each stands, its cases page by page, and what comes next in it.

Everything here stays as fast with a million cases as with ten: counts are kept or capped, pages go on from a key.
"""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from ombud.ledger.connection import rows

PAGE = 50
CAP = 100
"""Counts that are made on each view stop here: beyond it a reviewer only needs to know that it is much."""
AT_RISK = timedelta(hours=24)

STANDING = """
SELECT q.queue, coalesce(kept.n, 0), nearest.due_at, oldest.filed_at, late.n, soon.n
FROM unnest(%(queues)s::text[]) AS q(queue)
LEFT JOIN (SELECT bucket, sum(n)::bigint AS n FROM kept_count
    WHERE platform = %(platform)s AND scope = 'queue' GROUP BY bucket) AS kept ON kept.bucket = q.queue
LEFT JOIN LATERAL (SELECT due_at FROM complaint_row
    WHERE platform = %(platform)s AND queue = q.queue ORDER BY due_at, id LIMIT 1) AS nearest ON true
LEFT JOIN LATERAL (SELECT filed_at FROM complaint_row
    WHERE platform = %(platform)s AND queue = q.queue AND queue <> '' ORDER BY filed_at LIMIT 1) AS oldest ON true
CROSS JOIN LATERAL (SELECT count(*) AS n FROM (SELECT 1 FROM complaint_row
    WHERE platform = %(platform)s AND queue = q.queue AND due_at <= %(now)s
    ORDER BY due_at, id LIMIT %(cap)s) AS few) AS late
CROSS JOIN LATERAL (SELECT count(*) AS n FROM (SELECT 1 FROM complaint_row
    WHERE platform = %(platform)s AND queue = q.queue AND due_at > %(now)s AND due_at <= %(soon)s
    ORDER BY due_at, id LIMIT %(cap)s) AS few) AS soon
"""
COUNTS = """
SELECT bucket, sum(n)::bigint FROM kept_count WHERE platform = %s AND scope = 'queue' GROUP BY bucket
"""
CASES = """
SELECT id, number, order_number, shop, consumer, title, reason, stage, queue, due_kind, due_at, amount, currency,
    held, overdue, claimed_by, filed_at
FROM complaint_row
"""
AFTER = f"""{CASES} WHERE platform = %s AND queue = %s AND (due_at, id) > (%s, %s) AND (%s OR claimed_by = '')
ORDER BY due_at, id LIMIT %s"""
BEFORE = f"""{CASES} WHERE platform = %s AND queue = %s AND (due_at, id) < (%s, %s) AND (%s OR claimed_by = '')
ORDER BY due_at DESC, id DESC LIMIT %s"""
MINE = f"{CASES} WHERE platform = %s AND claimed_by = %s AND claimed_by <> '' ORDER BY due_at, id LIMIT %s"
ONE = f"{CASES} WHERE platform = %s AND id = %s"
AHEAD = """
SELECT count(*) FROM (SELECT 1 FROM complaint_row
    WHERE platform = %s AND queue = %s AND (due_at, id) < (%s, %s) ORDER BY due_at, id LIMIT %s) AS few
"""
NAMES = """
SELECT c.id, c.name FROM complaint_contact c WHERE c.platform = %s AND c.id = ANY(%s)
"""
SHOPS = "SELECT id, name FROM shop_row WHERE platform = %s AND id = ANY(%s)"


class Standing(NamedTuple):
    """How one queue stands."""

    queue: str
    cases: int
    nearest_at: datetime | None
    """The deadline that comes first; None where the queue is empty."""
    filed_at: datetime | None
    """When the oldest case in it was filed."""
    overdue: int
    """At most CAP, as is the next."""
    at_risk: int
    """Due within the next day."""


class Listed(NamedTuple):
    """A case as a queue lists it."""

    id: str
    number: str
    order_number: str
    shop: str
    consumer: str
    title: str
    reason: str
    stage: str
    queue: str
    due_kind: str
    due_at: datetime
    amount: int
    currency: str
    held: str
    overdue: int
    claimed_by: str
    filed_at: datetime


class Page(NamedTuple):
    """Some cases of a queue, nearest deadline first."""

    cases: list[Listed]
    before: bool
    """Whether there are cases before these."""
    after: bool


Key = tuple[datetime, str]
"""Where a case stands in its queue: deadline and id."""
FIRST: Key = (datetime.min.replace(tzinfo=UTC), "")


def standings(platform: int, queues: Collection[str], now: datetime) -> dict[str, Standing]:
    """Each of these queues as it stands at this instant."""
    asked: dict[str, Any] = {
        "platform": platform,
        "queues": list(queues),
        "now": now,
        "soon": now + AT_RISK,
        "cap": CAP,
    }
    return {row[0]: Standing(*row) for row in rows(STANDING, asked)}


def counts(platform: int) -> dict[str, int]:
    """How many cases wait in each queue: kept, not counted."""
    return {bucket: int(n) for bucket, n in rows(COUNTS, (platform,))}


def page(platform: int, queue: str, *, after: Key | None = None, before: Key | None = None, free: bool = False) -> Page:
    """One page of a queue: from the start, after a case, or before one. `free` leaves out what somebody works on."""
    if before is not None:
        found = _listed(BEFORE, platform, queue, *before, not free, PAGE + 1)
        return Page(list(reversed(found[:PAGE])), len(found) > PAGE, after=True)
    found = _listed(AFTER, platform, queue, *(after or FIRST), not free, PAGE + 1)
    return Page(found[:PAGE], before=after is not None, after=len(found) > PAGE)


def waiting(platform: int, queue: str, without: Collection[str] = (), most: int = 20) -> list[Listed]:
    """Cases of the queue that nobody works on, nearest deadline first, without those named."""
    found = _listed(AFTER, platform, queue, *FIRST, False, most + len(without))
    return [one for one in found if one.id not in without][:most]


def mine(platform: int, reviewer: str) -> list[Listed]:
    """The cases somebody works on, nearest deadline first."""
    return _listed(MINE, platform, reviewer, PAGE)


def listed(platform: int, complaint: str) -> Listed | None:
    """One case as lists show it."""
    return next(iter(_listed(ONE, platform, complaint)), None)


def neighbours(platform: int, queue: str, key: Key) -> tuple[str, str]:
    """The numbers of the case before and of the one after this place in the queue; empty where there is none."""
    before = _listed(BEFORE, platform, queue, *key, True, 1)
    after = _listed(AFTER, platform, queue, *key, True, 1)
    return before[0].number if before else "", after[0].number if after else ""


def ahead(platform: int, queue: str, key: Key) -> int:
    """How many cases of the queue come before this place; at most CAP."""
    return int(rows(AHEAD, (platform, queue, *key, CAP))[0][0])


def names(platform: int, cases: Collection[Listed]) -> tuple[dict[str, str], dict[str, str]]:
    """The consumers' names as given, by case, and the shops' names, by shop."""
    people = rows(NAMES, (platform, [one.id for one in cases]))
    return dict(people), shop_names(platform, {one.shop for one in cases})


def shop_names(platform: int, shops: Collection[str]) -> dict[str, str]:
    """What these shops are called, by id."""
    return dict(rows(SHOPS, (platform, list(shops)))) if shops else {}


def _listed(statement: str, *parameters: Any) -> list[Listed]:
    return [Listed(*row) for row in rows(statement, parameters)]
