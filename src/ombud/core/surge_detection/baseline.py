"""What is normal for one series: its level, the spread around it, and the course of year, week and day."""

from math import sqrt

from msgspec.structs import replace

from ombud.core.struct import Value
from ombud.core.surge_detection.detection import Detection
from ombud.core.surge_detection.seasons import slots

KEEP = {"week": 0.975, "day": 0.99, "hour": 0.995}
"""What a unit's weight is multiplied by with each further unit: 40 weeks, 100 days, 200 hours are remembered."""
CLIP = 3.0
"""A unit further out than so many standard deviations teaches as if it lay there: a surge must not become normal."""


class Baseline(Value, frozen=True, kw_only=True):
    """Discounted sums of what was learned so far."""

    counts: float = 0.5
    """Weighted sum of counts, each divided by its season."""
    units: float = 1.0
    """Weighted number of units."""
    squares: float = 4.0
    """Weighted sum of squared Pearson residuals, and a start that says: about Poisson."""
    squares_of: float = 4.0
    tables: tuple[tuple[float, ...], ...] = ()
    """For each cycle, by slot, weighted counts by what was expected without it."""


class Expected(Value, frozen=True, kw_only=True):
    """A forecast of one unit."""

    mean: float
    spread: float
    """Variance by mean of one unit, the level being known."""
    units: float
    """How many units the level was learned from."""


def expected(baseline: Baseline, unit: int, settings: Detection) -> Expected:
    """What is normal in that unit."""
    level = baseline.counts / baseline.units
    mean = level * _season(baseline, unit, settings)
    return Expected(mean=mean, spread=max(1.0, baseline.squares / baseline.squares_of), units=baseline.units)


def learned(baseline: Baseline, unit: int, count: float, settings: Detection) -> Baseline:
    """The baseline with one more unit, which is over."""
    now = expected(baseline, unit, settings)
    reach = sqrt(max(now.mean, 0.25) * now.spread * (1 + 1 / baseline.units))
    taken = min(count, now.mean + CLIP * reach + 1)
    season = _season(baseline, unit, settings)
    keep = KEEP[settings.unit]
    residual = (taken - now.mean) ** 2 / max(now.mean, 0.25)
    return replace(
        baseline,
        counts=baseline.counts * keep + taken / season * min(1.0, season),
        units=baseline.units * keep + min(1.0, season),
        squares=baseline.squares * keep + residual,
        squares_of=baseline.squares_of * keep + 1,
    )


def _season(baseline: Baseline, unit: int, settings: Detection) -> float:
    found = 1.0
    for table, slot in zip(baseline.tables, slots(unit, settings), strict=False):
        found *= table[slot]
    return found
