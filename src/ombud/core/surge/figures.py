"""What an alarm shows: counts beside what is normal, in whole numbers that stand in the record for ever."""

from datetime import datetime
from typing import Literal

from ombud.core.struct import Value


class Point(Value, frozen=True):
    """One unit of a shop's history."""

    unit: int
    observed: int
    expected_hundredths: int
    upper: int
    """The highest count that would not alarm."""


class Figures(Value, frozen=True):
    """How many complained independently, beside how many are normal for this shop in such a unit."""

    unit: Literal["week", "day", "hour"]
    since: datetime
    until: datetime
    observed: int
    """Independent complainants so far."""
    expected_hundredths: int
    upper: int
    p_billionths: int
    """How probable as many or more are while nothing is wrong, in billionths."""
    of: str = ""
    """Which of the shop's series it is; empty for all that is counted of it."""
    counted: int = 0
    """All that came, before whoever acts together was capped."""
    one_in: int = 100
    """A shop with which nothing is wrong alarms by itself at most once in so many units."""
    false_percent_max: int = 5
    """Of the alarms of all shops together, at most so many of a hundred are false."""
    looked_at: int = 1
    """How many series were looked at together."""
    history: tuple[Point, ...] = ()
    """Units before, the oldest first."""


class Part(Value, frozen=True):
    """One reason's share in the rise."""

    of: str
    """`complaints:not-delivered`, `reports:fraud`, `urges`, `public-items`."""
    observed: int
    expected_hundredths: int
    upper: int
    alarming: bool = False
    """Whether this one alarms by itself."""


class Backlog(Value, frozen=True):
    """What shows that a shop can't keep up."""

    waiting: int
    """Cases that wait for the shop now."""
    missed: int
    """Turns of the shop that ended without an act of it, in this unit and the one before."""
    answered: int
    """Turns in which it acted, in the same time."""
    since: datetime
    least: int
    """The pack's threshold: so many missed…"""
    percent: int
    """…and so many of a hundred."""

    @property
    def missed_percent(self) -> int:
        """Of a hundred turns, how many were missed."""
        turns = self.missed + self.answered
        return round(100 * self.missed / turns) if turns else 0
