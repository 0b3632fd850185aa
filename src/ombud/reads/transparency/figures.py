"""The figures of a quarter or a year as everybody may see them: small counts hidden, times in whole hours."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec

from ombud.core.struct import Value
from ombud.core.transparency_report.periods import Period
from ombud.core.transparency_report.small_counts import FEW, Counts, linked, together
from ombud.ledger.connection import rows

READ = """
SELECT to_char(day, 'YYYY-MM'), what, of, sum(n)::bigint FROM transparency_tally
WHERE platform = %s AND day >= %s AND day < %s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
FIRST = "SELECT min(day), max(day) FROM transparency_tally WHERE platform = %s"
UNCOUNTED = """
SELECT EXISTS (SELECT 1 FROM log_leaf l
    JOIN event e ON e.platform = l.platform AND e.stream = l.stream AND e.seq = l.seq
    WHERE l.platform = %(platform)s AND e.at < %(end)s
    AND l.idx >= coalesce((SELECT leaves FROM transparency_counted WHERE platform = %(platform)s), 0))
OR EXISTS (SELECT 1 FROM to_log t JOIN event e ON e.platform = t.platform AND e.stream = t.stream
    AND e.seq BETWEEN t.first_seq AND t.last_seq WHERE t.platform = %(platform)s AND e.at < %(end)s)
"""
BY_MONTH = {
    "filed": "filed",
    "reports": "reports",
    "evidence-filed": "evidence-filed",
    "penalties": "penalties",
    "interventions": "interventions",
}
"""Lists by month: what happened how often."""
BY_KIND = {
    "reasons": "filed",
    "closed": "closed",
    "ruled": "ruled",
    "reviews": "reviews",
    "appeals": "appeals",
    "violations": "penalties",
    "evidence-results": "evidence-results",
    "report-outcomes": "report-outcomes",
    "late": "late",
}
"""Lists by what stands in the event."""
SINGLE = (
    "asked-platform", "stepped-in", "answered", "turns-lost", "review-asked", "appealed", "alarms", "alarms-dismissed",
    "interventions", "pictures-judged", "leads-looked-at", "evidence-by-machine", "evidence-adjusted",
)  # fmt: skip
SAME = (
    ("filed-by-month", "reasons"),
    ("penalties-by-month", "violations"),
    ("interventions-by-month", "=interventions"),
)
"""Lists of the same things in several ways."""
HOURS = ("answer", "ruling", "execution", "appeal")


class Times(Value, frozen=True):
    """How long something took; None where there are fewer than five."""

    median: int | None
    """Half of them took at most so many hours."""
    p90: int | None
    """Nine of ten took at most so many hours."""


class Figures(Value, frozen=True):
    """All figures of one period, on one platform."""

    period: str
    since: date
    until: date
    """The day after the last one that is counted."""
    zone: str
    few: int
    lists: dict[str, Counts]
    singles: dict[str, int | None]
    times: dict[str, Times]

    def rate(self, name: str, of: Sequence[str]) -> tuple[int, int] | None:
        """How many of a list were one of these, of how many; None where it can't be told or there are too few."""
        its = self.lists[name]
        told = [its.cells.get(one, 0) for one in of]
        if not its.total or its.total < FEW or any(one is None for one in told):
            return None
        return sum(one or 0 for one in told), its.total


def figures(platform: int, period: Period, today: date, zone: str) -> Figures:
    """What happened on whole days of this period, up to yesterday."""
    until = min(period.until, today)
    quarters = [one for one in period.quarters if one.since < until]
    parts = [_quarter(platform, one, min(one.until, until)) for one in quarters]
    names = list(dict.fromkeys(name for lists, _hours in parts for name in lists))
    lists = {name: together([part[name] for part, _hours in parts]) for name in names}
    hours = {name: _added([its.get(name, {}) for _lists, its in parts]) for name in HOURS}
    return Figures(
        period=period.name, since=period.since, until=max(until, period.since), zone=zone, few=FEW,
        lists={name: its for name, its in lists.items() if not name.startswith("=")},
        singles={name: lists[f"={name}"].total if f"={name}" in lists else 0 for name in SINGLE},
        times={name: _times(hours[name]) for name in HOURS},
    )  # fmt: skip


def encoded(its: Figures) -> bytes:
    """The figures as they are frozen: the same figures are the same bytes."""
    return msgspec.json.encode(its, order="sorted")


def decoded(body: bytes) -> Figures:
    """Frozen figures again."""
    return msgspec.json.decode(body, type=Figures)


def span(platform: int) -> tuple[date, date] | None:
    """The first and the last day of which anything is counted."""
    first, last = rows(FIRST, (platform,))[0]
    return (first, last) if first else None


def is_counted(platform: int, end: datetime) -> bool:
    """Whether everything that happened before an instant is in the log, and counted."""
    return not rows(UNCOUNTED, {"platform": platform, "end": end})[0][0]


Hours = Mapping[int, int]


def _quarter(platform: int, quarter: Period, until: date) -> tuple[dict[str, Counts], dict[str, Hours]]:
    """One quarter by itself: what it hides, every longer period hides too."""
    told: dict[str, dict[str, int]] = {}
    months: dict[str, dict[str, int]] = {}
    for month, what, of, n in rows(READ, (platform, quarter.since, until)):
        told.setdefault(what, {})
        told[what][of] = told[what].get(of, 0) + n
        months.setdefault(what, {})
        months[what][month] = months[what].get(month, 0) + n
    begun = [one for one in quarter.months if date.fromisoformat(f"{one}-01") < until]
    counts = {
        f"{name}-by-month": {month: months.get(what, {}).get(month, 0) for month in begun}
        for name, what in BY_MONTH.items()
    }
    counts |= {name: dict(sorted(told.get(what, {}).items())) for name, what in BY_KIND.items()}
    counts |= {f"={name}": {"": sum(told.get(name, {}).values())} for name in SINGLE}
    lists: dict[str, Counts] = {}
    for name in counts:
        same = next((group for group in SAME if name in group), (name,))
        lists[name] = dict(zip(same, linked([counts[one] for one in same]), strict=True))[name]
    hours: dict[str, Hours] = {name: {int(of): n for of, n in told.get(f"hours-{name}", {}).items()} for name in HOURS}
    return lists, hours


def _added(parts: Sequence[Hours]) -> Hours:
    """Of quarters that tell their own: else a year would say how long a single case of the others took."""
    found: dict[int, int] = {}
    for part in parts:
        if sum(part.values()) < FEW:
            continue
        for hours, n in part.items():
            found[hours] = found.get(hours, 0) + n
    return found


def _times(hours: Hours) -> Times:
    n = sum(hours.values())
    if n < FEW:
        return Times(median=None, p90=None)
    return Times(median=_within(hours, 50, n), p90=_within(hours, 90, n))


def _within(hours: Hours, percent: int, n: int) -> int:
    """The hours within which at least so many of a hundred lie."""
    reached = 0
    for edge in sorted(hours):
        reached += hours[edge]
        if 100 * reached >= percent * n:
            return edge
    raise AssertionError("all of them lie within the longest")


def last_day(its: Figures) -> date:
    """The last day that is counted."""
    return its.until - timedelta(days=1)
