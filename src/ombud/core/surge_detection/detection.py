"""How a series is watched: its unit, its seasons, and how often it may alarm for nothing."""

from typing import Literal

from ombud.core.struct import Value

Unit = Literal["week", "day", "hour"]


class Detection(Value, frozen=True, kw_only=True):
    """What holds for all series of one kind."""

    unit: Unit = "week"
    season: bool = True
    """Learn the course of the year (and of the week by day; of day and week by hour)."""
    alpha: float = 0.01
    """At most so often, by units, does a series alarm while nothing is wrong."""
    least: int = 3
    """Fewer than so many in the last units are never an alarm, however quiet the series was."""
    history_min: int = 0
    """Units that must be closed before anything alarms; 0 means what is usual for the unit."""

    @property
    def history(self) -> int:
        """Units after which a reading has enough history."""
        return self.history_min or {"week": 8, "day": 28, "hour": 72}[self.unit]
