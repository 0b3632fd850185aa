"""What people asked to have erased, as the privacy desk lists it: what waits for a decision first, by its date."""

from datetime import datetime
from typing import NamedTuple

from ombud.ledger.connection import rows

PAGE = 30
COLUMNS = "SELECT id, stage, overdue, left_over, due_at, asked_at FROM erasure_row WHERE platform = %(platform)s"
LISTED = f"""{COLUMNS} AND stage = %(stage)s AND (%(first)s OR (due_at, id) > (%(at)s, %(id)s))
    ORDER BY due_at, id LIMIT %(limit)s"""
WAITING = "SELECT count(*) FROM (SELECT 1 FROM erasure_row WHERE platform = %s AND stage = 'asked' LIMIT %s) AS found"
GONE = """
SELECT why, count(DISTINCT stream), coalesce(sum(texts), 0)::bigint, coalesce(sum(files), 0)::bigint, max(at)
FROM erased WHERE platform = %s GROUP BY why ORDER BY why
"""


class Listed(NamedTuple):
    """One person's erasure."""

    person: str
    stage: str
    overdue: int
    held: int
    """How many things something still holds."""
    due_at: datetime
    asked_at: datetime


class Gone(NamedTuple):
    """What was erased for one reason: that a person asked, or that a kind's time was over."""

    why: str
    things: int
    texts: int
    files: int
    last_at: datetime


def erasures(
    platform: int, stage: str, after: tuple[datetime, str] | None = None, limit: int = PAGE
) -> tuple[list[Listed], bool]:
    """A page of those in one stage, the nearest date first, and whether there are more."""
    at, id = after or (None, "")
    asked = {"platform": platform, "stage": stage, "first": after is None, "at": at, "id": id, "limit": limit + 1}
    found = [Listed(*row) for row in rows(LISTED, asked)]
    return found[:limit], len(found) > limit


def waiting(platform: int, most: int = 100) -> int:
    """How many wait for a decision; no more than `most` are counted."""
    return int(rows(WAITING, (platform, most))[0][0])


def gone(platform: int) -> list[Gone]:
    """What was erased so far, by reason."""
    return [Gone(*row) for row in rows(GONE, (platform,))]
