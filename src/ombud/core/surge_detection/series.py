"""The stored state of one count series, and its three steps: count, read, close."""

from math import exp, log

from msgspec.structs import replace

from ombud.core.struct import Value
from ombud.core.surge_detection.baseline import Baseline, forecast, learned
from ombud.core.surge_detection.detection import Detection
from ombud.core.surge_detection.judge import log_p, upper
from ombud.core.surge_detection.reading import Reading

SHOWN = 26
"""Closed units kept for the plot."""
GAP = 400
"""A longer silence is closed as so many units of nothing: by then all before it is forgotten."""
TEN = log(10)


class Ahead(Value, frozen=True):
    """What is normal for the open unit, worked out once when it opened; the edge goes with its alpha."""

    unit: int
    alpha: float
    expected: float
    upper: float


class Series(Value, frozen=True):
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
    """Of the last closed units, oldest first: unit, observed, expected, upper."""
    ahead: Ahead | None = None


def add(series: Series, at_unit: int, count: float = 1.0) -> Series:
    """Count into the unit; what comes late, for a unit before the open one, is counted into the open one.

    The first begins the series: add(series, unit, 0) where it shall begin before anything happened.
    """
    if series.unit is None:
        return replace(series, unit=at_unit, count=count)
    if at_unit <= series.unit:
        return replace(series, count=series.count + count)
    return replace(series, unit=at_unit, count=count, waiting=(*series.waiting, (series.unit, series.count)))


def close(series: Series, at_unit: int, settings: Detection) -> tuple[Series, Reading]:
    """Close all units before `at_unit`, those without an event as 0, and give the reading of the last of them.

    `at_unit` is then the open one, unless events of a later one have come already. There must be a unit to close.
    """
    assert series.unit is not None, "a series begins with its first unit: add(series, unit, 0)"
    counts = dict((*series.waiting, (series.unit, series.count)))
    first = min(counts)
    assert at_unit > first, "there is nothing before this unit to close"
    its, reading = replace(series, waiting=()), None
    for unit in range(max(first, at_unit - GAP), at_unit):
        its, reading = _closed(its, unit, counts.get(unit, 0.0), settings)
    assert reading is not None
    (opened, count), *later = [one for one in sorted({at_unit: 0.0, **counts}.items()) if one[0] >= at_unit]
    its = replace(its, unit=opened, count=count, ahead=_ahead(its.baseline, opened, settings))
    for unit, more in later:
        its = add(its, unit, more)
    return its, reading


def reading_now(series: Series, settings: Detection) -> Reading:
    """The open unit so far, against what is normal for all of it: once it alarms, more events don't undo that."""
    assert series.unit is not None, "a series begins with its first unit: add(series, unit, 0)"
    if series.waiting:
        series, _ = close(series, series.unit, settings)
    assert series.unit is not None
    return _read(series, series.unit, series.count, settings)


def _closed(series: Series, unit: int, count: float, settings: Detection) -> tuple[Series, Reading]:
    reading = _read(series, unit, count, settings)
    shown = (unit, count, round(reading.expected, 3), reading.upper)
    return replace(
        series,
        closed=series.closed + 1,
        baseline=learned(series.baseline, unit, count, settings),
        history=(*series.history[-SHOWN + 1 :], shown),
    ), reading


def _read(series: Series, unit: int, count: float, settings: Detection) -> Reading:
    told = forecast(series.baseline, unit, settings)
    ahead = series.ahead
    if ahead is None or ahead.unit != unit or ahead.alpha != settings.alpha:
        ahead = _ahead(series.baseline, unit, settings)
    found = log_p(told, count) if count >= settings.least else 0.0
    return Reading(
        unit=unit,
        observed=count,
        expected=ahead.expected,
        upper=max(ahead.upper, settings.least - 1.0),
        p_value=exp(found),
        score=max(0.0, -found / TEN),
        enough_history=series.closed >= settings.history,
        alpha=settings.alpha,
    )


def _ahead(baseline: Baseline, unit: int, settings: Detection) -> Ahead:
    told = forecast(baseline, unit, settings)
    return Ahead(unit=unit, alpha=settings.alpha, expected=told.mean, upper=upper(told, settings.alpha))
