"""What a pack says of surges: what is counted, how sure an alarm must be, and what may follow."""

from typing import Literal

from ombud.core.policy.span import Span
from ombud.core.struct import Value
from ombud.core.surge_detection import Detection

Counted = Literal["complaints", "reports", "urges", "public-items"]
Cause = Literal["system", "management", "staffing", "other"]
Dismissal = Literal["expected", "not-the-shops", "acting-together", "miscounted", "other"]
"""Why an alarm leads to nothing: a season or sale, something that hit many shops, accounts that act together."""
Outcome = Literal["put-right", "watched", "measures-taken", "nothing-wrong"]


class SurgeWindows(Value, frozen=True):
    """How long each turn around an alarm lasts."""

    look: Span
    """The platform's, to look at an alarm."""
    answer: Span
    """The merchant's, to answer an intervention with a plan."""
    close: Span
    """The platform's, to conclude once the merchant has answered or its time is over."""
    senior: Span
    """The senior queue's, once the platform's own turn is overdue."""


class SurgeRules(Value, frozen=True):
    """All that a pack says of surges; a platform without it is never alerted. Shares are whole numbers, as is all that
    a pack says: they stand in alarms for ever."""

    counts: tuple[Counted, ...]
    """What adds to a shop's series."""
    windows: SurgeWindows
    unit: Literal["week", "day", "hour"] = "week"
    one_in: int = 100
    """A shop with which nothing is wrong alarms by itself at most once in so many units."""
    false_percent_max: int = 5
    """Of the alarms of all shops looked at together, at most so many of a hundred are false."""
    least: int = 5
    """Fewer independent complainants than this are never an alarm."""
    cluster_max: int = 2
    """What accounts that hang together add to a unit at most, however many they are."""
    behind_least: int = 5
    """A shop can't keep up where it missed at least so many turns in this unit and the one before…"""
    behind_percent: int = 40
    """…and these are at least so many of a hundred of the turns it had."""
    causes: tuple[Cause, ...] = ("system", "management", "staffing", "other")
    hold_percent_max: int = 0
    """How much of what a shop is owed an intervention may hold, after a person says so; 0: nothing."""
    cases_max: int = 500
    """How many cases one alarm gathers by itself."""

    @property
    def detection(self) -> Detection:
        """How each series is watched."""
        return Detection(unit=self.unit, alpha=1 / self.one_in, least=self.least)
