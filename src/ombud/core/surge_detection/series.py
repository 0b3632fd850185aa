"""The stored state of one count series, and its three steps: count, read, close."""

from math import log

from msgspec.structs import replace

from ombud.core.struct import Value
from ombud.core.surge_detection.baseline import Baseline, expected, learned
from ombud.core.surge_detection.detection import Detection
from ombud.core.surge_detection.reading import Reading
from ombud.core.surge_detection.tails import log_tail, upper

SHOWN = 26
"""Closed units kept for the plot."""
GAP = 1_000
"""A longer silence is closed as so many units of nothing: by then all before it is forgotten."""


class Series(Value, frozen=True, kw_only=True):
    """One series as it is stored: what is normal, the open unit, and a short history for a plot."""

    unit: int | None = None
    """The open unit; None before the first."""
    count: float = 0.0
    waiting: tuple[tuple[int, float], ...] = ()
    """Units that are over but not closed yet, oldest first."""
    closed: int = 0
    """How many units were closed."""
    baseline: Baseline = Baseline()
    history: tuple[tuple[int, float, float, float], ...] = ()
    """Of the last closed units: unit, observed, expected, upper."""


def add(series: Series, at_unit: int, count: float = 1.0) -> Series:
    """Count into the unit; what comes late, for a unit before the open one, is counted into the open one."""
    if series.unit is None:
        return replace(series, unit=at_unit, count=count)
    if at_unit <= series.unit:
        return replace(series, count=series.count + count)
    return replace(series, unit=at_unit, count=count, waiting=(*series.waiting, (series.unit, series.count)))


def close(series: Series, at_unit: int, settings: Detection) -> tuple[Series, Reading]:
    """Close all units before `at_unit`, those without an event as 0, and give the reading of the last of them."""
    assert series.unit is not None, "a series begins with its first unit: add(series, unit, 0)"
    counts = dict((*series.waiting, (series.unit, series.count)))
    first = min(counts)
    assert at_unit > first, "there is nothing before this unit to close"
    its = replace(series, waiting=(), unit=None)
    reading = None
    for unit in range(max(first, at_unit - GAP), at_unit):
        its, reading = _closed(its, unit, counts.get(unit, 0.0), settings)
    assert reading is not None
    *later, last = [one for one in sorted({at_unit: 0.0, **counts}.items()) if one[0] >= at_unit]
    return replace(its, unit=last[0], count=last[1], waiting=tuple(later)), reading


def reading_now(series: Series, settings: Detection) -> Reading:
    """The open unit so far, against what is normal for all of it: once it alarms, more events don't undo that."""
    assert series.unit is not None, "a series begins with its first unit: add(series, unit, 0)"
    if series.waiting:
        series, _ = close(series, series.unit, settings)
    assert series.unit is not None
    return _read(series, series.unit, series.count, settings)


def _closed(series: Series, unit: int, count: float, settings: Detection) -> tuple[Series, Reading]:
    reading = _read(series, unit, count, settings)
    shown = (unit, count, reading.expected, reading.upper)
    return replace(
        series,
        closed=series.closed + 1,
        baseline=learned(series.baseline, unit, count, settings),
        history=(*series.history[-SHOWN + 1 :], shown),
    ), reading


def _read(series: Series, unit: int, count: float, settings: Detection) -> Reading:
    normal = expected(series.baseline, unit, settings)
    variance = normal.mean * (normal.spread + normal.mean / normal.units)
    found = log_tail(count, normal.mean, variance)
    return Reading(
        unit=unit,
        observed=count,
        expected=normal.mean,
        upper=max(upper(normal.mean, variance, log(settings.alpha)), settings.least - 1),
        p_value=2.718281828459045**found if count >= settings.least else 1.0,
        score=-found / log(10),
        enough_history=series.closed >= settings.history,
        alpha=settings.alpha,
    )
