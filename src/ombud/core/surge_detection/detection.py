"""How a series is watched: its unit, its seasons, and how often it may alarm for nothing."""

from typing import Literal

from ombud.core.struct import Value

Unit = Literal["week", "day", "hour"]
HISTORY: dict[Unit, int] = {"week": 8, "day": 28, "hour": 72}
"""Two months, four weeks, three days: every weekday and every hour was seen some times."""


class Detection(Value, frozen=True, kw_only=True):
    """What holds for all series of one kind."""

    unit: Unit = "week"
    season: bool = True
    """Learn the course of the year; by days also that of the week, by hours those of the week and the day."""
    alpha: float = 0.01
    """The stated false-alarm rate: at most so often, by units, does a series alarm while nothing is wrong."""
    least: int = 3
    """Fewer in a unit are never an alarm, however quiet the series was: nobody intervenes for one complaint."""
    history_min: int | None = None
    """Units that must be closed before anything alarms, where that isn't what is usual for the unit."""

    @property
    def history(self) -> int:
        """Units after which a reading has enough history."""
        return HISTORY[self.unit] if self.history_min is None else self.history_min
