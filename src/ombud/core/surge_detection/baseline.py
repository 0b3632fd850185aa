"""What is normal for one series: how it is learned, unit by unit, and forecast for the next.

Three memories of the level run beside each other, a long, a middle and a short one. Each is the discounted Poisson
forecaster of Harvey and Fernandes (1989, J. Bus. Econ. Stat. 7, 407-417): the counts that it remembers are gamma
evidence of a level, so that what is forecast is negative binomial and wide where little was seen. Which memory is
believed how far is decided by how well each foretold the units so far, itself with forgetting (dynamic model
averaging: Raftery, Karny and Ettler 2010, Technometrics 52, 52-66): a steady shop is judged by years, a growing one by
its last weeks. Overdispersion is weighed likewise, over a grid. A surge itself teaches the long memory no more than a
band's edge would, as Farrington et al. (1996) and Noufaily et al. (2013) weigh past outbreaks down.
"""

from math import exp, sqrt
from typing import NamedTuple

from msgspec.structs import replace

from ombud.core.struct import Value
from ombud.core.surge_detection.detection import Detection, Unit
from ombud.core.surge_detection.seasons import Tables, cycles, factors
from ombud.core.surge_detection.seasons import learned as season_learned
from ombud.core.surge_detection.tails import log_chance

MEMORIES: dict[Unit, tuple[float, float, float]] = {
    "week": (0.99, 0.92, 0.7),
    "day": (0.996, 0.97, 0.7),
    "hour": (0.998, 0.97, 0.7),
}
"""By what a unit's weight is multiplied with each further one: of weeks about 100, 12 and 3 are remembered."""
BELIEF = (0.7, 0.15, 0.15)
"""How far each memory is believed at first, and drawn back to."""
SPREADS = (1.0, 1.7, 3.0, 6.0, 12.0, 25.0, 60.0, 150.0, 400.0)
"""Variance by mean. Complaints lie between 1 and 6; the rest is for what comes in bursts, or isn't complaints."""
SPREAD_BELIEF = (0.25, 0.2, 0.15, 0.12, 0.1, 0.08, 0.05, 0.03, 0.02)
FORGET, SPREAD_FORGET = 0.98, 0.995
"""How much of a belief is left with each unit, the rest falling back to that of the beginning."""
WORST = exp(-7.0)
"""One unit never speaks more than so strongly against a memory: after a surge the long one is right again."""
GROWTH: dict[Unit, float] = {"week": 2.5e-4, "day": 1.6e-5, "hour": 4e-6}
"""How much of a surprise is taken for growth: the gain of a trend that is remembered about as long as the level (Brown
1963: the square of what a unit's weight loses)."""
GROWTH_MAX, DOUBT = 0.05, 3.0
"""No series grows faster for long; and few cases are no trend: as if three were always expected beside."""
CASES, UNITS = 0.5, 0.1
"""What the long memory holds at first: half a case (Jeffreys) in so little time that it holds a busy series back for
no longer than its first unit."""
BORROWED = 0.2
"""Units of the long memory's level that the shorter ones hold at first."""
CLIP = 5.0
"""Standard deviations beyond which a unit doesn't teach the long memory."""
FIRST = 5.0
"""Units from which only the level is learned, as it came: before, nothing can be a surprise, a season or growth."""


class Baseline(Value, frozen=True):
    """What was learned: discounted sums, and how far each memory and each spread is believed."""

    counts: tuple[float, ...] = (0.0, 0.0, 0.0)
    units: tuple[float, ...] = (0.0, 0.0, 0.0)
    beliefs: tuple[float, ...] = BELIEF
    spreads: tuple[float, ...] = SPREAD_BELIEF
    tables: Tables = ()
    growth: float = 0.0
    """By how much, as a part of it, the level grows with each unit."""


class Forecast(NamedTuple):
    """One unit as the memories foretell it: by memory its weight, mean, and what not knowing the level adds."""

    weights: tuple[float, ...]
    means: tuple[float, ...]
    wider: tuple[float, ...]
    spread: float
    season: float

    @property
    def mean(self) -> float:
        """What is expected, all memories together."""
        return sum(weight * mean for weight, mean in zip(self.weights, self.means, strict=True))

    def parts(self) -> list[tuple[float, float, float]]:
        """Weight, mean and variance of each negative binomial that the forecast is mixed of."""
        return [
            (weight, mean, mean * self.spread * wider)
            for weight, mean, wider in zip(self.weights, self.means, self.wider, strict=True)
        ]


def forecast(baseline: Baseline, unit: int, settings: Detection) -> Forecast:
    """What is normal in that unit."""
    season = 1.0
    for factor in factors(baseline.tables, cycles(unit, settings)):
        season *= factor
    cases, seen = baseline.counts[0] + CASES, baseline.units[0] + UNITS
    level = cases / seen
    means, wider = [level * season], [1 + season / seen]
    for its, units in zip(baseline.counts[1:], baseline.units[1:], strict=True):
        means.append((its + BORROWED * level) / (units + BORROWED) * season)
        wider.append(1 + season / (units + BORROWED))
    spread = sum(belief * its for belief, its in zip(baseline.spreads, SPREADS, strict=True))
    return Forecast(baseline.beliefs, tuple(means), tuple(wider), spread, season)


def learned(baseline: Baseline, unit: int, count: float, settings: Detection) -> Baseline:
    """The baseline with one more unit, which is over."""
    told = forecast(baseline, unit, settings)
    if baseline.units[0] < FIRST:
        return _remembering(baseline, (count, count, count), told.season, settings)
    mean = told.means[0]
    edge = mean + CLIP * sqrt(max(mean, 0.25) * told.spread * told.wider[0]) + 1
    clipped = min(count, edge)
    surprise = (clipped - mean) / (mean + DOUBT * told.spread)
    growth = baseline.growth + GROWTH[settings.unit] * surprise
    beliefs, spreads = _judged(baseline, told, count)
    its = cycles(unit, settings)
    judged = replace(
        baseline,
        beliefs=beliefs,
        spreads=spreads,
        growth=max(-GROWTH_MAX, min(GROWTH_MAX, growth)),
        tables=season_learned(baseline.tables, its, clipped, mean / told.season, told.spread),
    )
    return _remembering(judged, (clipped, count, count), told.season, settings)


def _remembering(
    baseline: Baseline, counts: tuple[float, float, float], season: float, settings: Detection
) -> Baseline:
    keeps, grown = MEMORIES[settings.unit], 1 + baseline.growth
    return replace(
        baseline,
        counts=tuple((its * keep + new) * grown for its, keep, new in zip(baseline.counts, keeps, counts, strict=True)),
        units=tuple(its * keep + season for its, keep in zip(baseline.units, keeps, strict=True)),
    )


def _judged(baseline: Baseline, told: Forecast, count: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The beliefs in memories and spreads, after how well each foretold this count."""
    logs = [
        [log_chance(count, mean, mean * spread * wider) for spread in SPREADS]
        for mean, wider in zip(told.means, told.wider, strict=True)
    ]
    best = max(map(max, logs))
    found = [[max(WORST, exp(its - best)) for its in row] for row in logs]
    of_memories = [sum(b * its for b, its in zip(baseline.spreads, row, strict=True)) for row in found]
    of_spreads = [
        sum(b * its for b, its in zip(baseline.beliefs, row, strict=True)) for row in zip(*found, strict=True)
    ]
    return (
        _drawn(baseline.beliefs, BELIEF, of_memories, FORGET),
        _drawn(baseline.spreads, SPREAD_BELIEF, of_spreads, SPREAD_FORGET),
    )


def _drawn(
    beliefs: tuple[float, ...], first: tuple[float, ...], chances: list[float], keep: float
) -> tuple[float, ...]:
    found = [old**keep * new ** (1 - keep) * its for old, new, its in zip(beliefs, first, chances, strict=True)]
    whole = sum(found)
    return tuple(its / whole for its in found)
