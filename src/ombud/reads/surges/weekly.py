"""The week's figures, from tallies that were kept as things happened: as many as there were weeks, not cases."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ombud.ledger.connection import rows

SHOWN = 26
WEEK = timedelta(days=7)
BEFORE = """
SELECT coalesce(sum(CASE WHEN what = 'closed' THEN -n ELSE n END), 0)::int FROM week_tally
WHERE platform = %s AND what IN ('filed', 'reopened', 'closed') AND week < %s
"""
WEEKS = """
SELECT week, what, sum(n)::int FROM week_tally WHERE platform = %s AND week >= %s AND of = '' GROUP BY week, what
"""
OF = """
SELECT week, of, n FROM week_tally WHERE platform = %s AND what = %s AND week >= %s AND week <= %s
ORDER BY week, n DESC, of
"""
EVERYTHING = "SELECT week, what, of, n FROM week_tally WHERE platform = %s ORDER BY week, what, of"
FIRST = "SELECT min(week) FROM week_tally WHERE platform = %s"


class Week(NamedTuple):
    """One week."""

    week: date
    """Its Monday."""
    filed: int
    closed: int
    open: int
    """Open at its end."""
    late: int
    """How often the platform's own turn was overdue."""
    missed: int
    """How often a shop's turn was."""
    reports: int
    urges: int
    public_items: int


def weeks(platform: int, this: date, shown: int = SHOWN) -> list[Week]:
    """The last weeks up to this one, which isn't over, the oldest first; none before the first that was counted."""
    first = rows(FIRST, (platform,))[0][0]
    if first is None:
        return []
    since = max(first, this - (shown - 1) * WEEK)
    told: dict[date, dict[str, int]] = {}
    for week, what, n in rows(WEEKS, (platform, since)):
        told.setdefault(week, {})[what] = n
    made, still = [], rows(BEFORE, (platform, since))[0][0]
    week = since
    while week <= this:
        its = told.get(week, {})
        still += its.get("filed", 0) + its.get("reopened", 0) - its.get("closed", 0)
        made.append(
            Week(
                week, its.get("filed", 0), its.get("closed", 0), still, its.get("late", 0), its.get("missed", 0),
                its.get("reports", 0), its.get("urges", 0), its.get("public-items", 0),
            )
        )  # fmt: skip
        week += WEEK
    return made


def of(platform: int, what: str, since: date, until: date) -> dict[str, dict[date, int]]:
    """By reason or by reviewer, how many in each of these weeks; the most first."""
    found: dict[str, dict[date, int]] = {}
    for week, one, n in rows(OF, (platform, what, since, until)):
        found.setdefault(one, {})[week] = n
    return dict(sorted(found.items(), key=lambda item: (-sum(item[1].values()), item[0])))


def everything(platform: int) -> Iterator[tuple[date, str, str, int]]:
    """All tallies, for the export."""
    yield from rows(EVERYTHING, (platform,))
