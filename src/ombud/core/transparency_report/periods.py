"""The periods that are reported on: quarters and years of the platform's own calendar days."""

import re
from datetime import date, timedelta

from ombud.core.struct import Value

NAME = re.compile(r"(20[0-9]{2})(?:-Q([1-4]))?")


class Period(Value, frozen=True):
    """Whole local days, from one until before another."""

    name: str
    """`2026-Q1`, or `2026`."""
    since: date
    until: date

    @property
    def quarters(self) -> tuple["Period", ...]:
        """The quarters that it is made of: itself, or a year's four."""
        if "Q" in self.name:
            return (self,)
        return tuple(quarter(self.since.year, n) for n in range(1, 5))

    @property
    def months(self) -> tuple[str, ...]:
        """Its months, `2026-01`."""
        first = self.since.month
        return tuple(f"{self.since.year}-{first + n:02}" for n in range(3 * len(self.quarters)))


def quarter(year: int, n: int) -> Period:
    """The n-th quarter of a year, from 1."""
    after = date(year + n // 4, n % 4 * 3 + 1, 1)
    return Period(name=f"{year}-Q{n}", since=date(year, 3 * n - 2, 1), until=after)


def period_of(name: str) -> Period | None:
    """The period of this name; None where it is none."""
    found = NAME.fullmatch(name)
    if found is None:
        return None
    year = int(found[1])
    if found[2]:
        return quarter(year, int(found[2]))
    return Period(name=name, since=date(year, 1, 1), until=date(year + 1, 1, 1))


def holding(day: date) -> Period:
    """The quarter in which a day lies."""
    return quarter(day.year, (day.month + 2) // 3)


def before(period: Period) -> Period:
    """The quarter or year just before."""
    if "Q" in period.name:
        return holding(period.since - timedelta(days=1))
    return Period(
        name=f"{period.since.year - 1}", since=date(period.since.year - 1, 1, 1), until=date(period.since.year, 1, 1)
    )
