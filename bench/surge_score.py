"""Compares detectors at equal false-alarm units: each one's threshold is set so that it has no more of them."""

from collections.abc import Sequence
from math import inf, sqrt
from statistics import median
from typing import NamedTuple

from bench.surge_lay import Baseline, Outbreak
from bench.surge_peers import AFTER, Scored
from ombud.core.surge_detection import Detection, Reading, Series, add, close


class Found(NamedTuple):
    """What one detector found at one threshold."""

    threshold: float
    false: int
    """False-alarm units on the series as they were."""
    weeks: list[float]
    """By outbreak, in which of its units it was found, the first is 1; infinite where it wasn't."""

    @property
    def share(self) -> float:
        """Part of the outbreaks that was found."""
        return sum(week < inf for week in self.weeks) / len(self.weeks)

    @property
    def median_week(self) -> float:
        """Median over those that were found."""
        return median([week for week in self.weeks if week < inf] or [inf])


def ours(baselines: Sequence[Baseline], outbreaks: Sequence[Outbreak]) -> Scored:
    """Our scores: each series streamed once, each outbreak from the state that was stored where it starts."""
    clean, states = [], []
    for baseline in baselines:
        readings, before = _stream(Series(), baseline, baseline.counts, 0)
        clean.append([reading.score for reading in readings[baseline.first :]])
        states.append(before)
    laid = []
    for outbreak in outbreaks:
        baseline = baselines[outbreak.baseline]
        counts = outbreak.on(baseline.counts)[: outbreak.weeks.stop + AFTER]
        readings, _ = _stream(states[outbreak.baseline][outbreak.start], baseline, counts, outbreak.start)
        laid.append([reading.score for reading in readings])
    return Scored(clean, laid)


def _stream(
    series: Series, baseline: Baseline, counts: Sequence[int], start: int
) -> tuple[list[Reading], list[Series]]:
    """The readings from a place on, and the state before each."""
    settings = Detection(unit=baseline.unit, least=1)
    readings, before = [], []
    for place in range(start, len(counts)):
        before.append(series)
        unit = baseline.begin + place
        series, reading = close(add(series, unit, float(counts[place])), unit + 1, settings)
        readings.append(reading)
    return readings, before


def at_most(scored: Scored, baselines: Sequence[Baseline], outbreaks: Sequence[Outbreak], false: int) -> Found:
    """What is found with the lowest threshold that alarms in no more quiet units than `false`."""
    quiet = sorted(_quiet(scored, baselines), reverse=True)
    return above(scored, baselines, outbreaks, quiet[false] if false < len(quiet) else -inf)


def above(scored: Scored, baselines: Sequence[Baseline], outbreaks: Sequence[Outbreak], threshold: float) -> Found:
    """What is found with this threshold."""
    weeks = [
        next((week for week, score in enumerate(its[: len(one.cases)], 1) if score > threshold), inf)
        for its, one in zip(scored.laid, outbreaks, strict=True)
    ]
    return Found(threshold, sum(score > threshold for score in _quiet(scored, baselines)), weeks)


def still(scored: Scored, outbreaks: Sequence[Outbreak], threshold: float) -> float:
    """Part of the units after an outbreak's end in which the alarm still stands."""
    after = [
        score > threshold for its, one in zip(scored.laid, outbreaks, strict=True) for score in its[len(one.cases) :]
    ]
    return sum(after) / len(after) if after else 0.0


def difference(one: Found, other: Found) -> tuple[float, float, float]:
    """How many more outbreaks the first found, as a part of all, with the 95 % interval of the paired difference."""
    pairs = [(a < inf, b < inf) for a, b in zip(one.weeks, other.weeks, strict=True)]
    more, less, n = sum(a and not b for a, b in pairs), sum(b and not a for a, b in pairs), len(pairs)
    gap = (more - less) / n
    wide = 1.96 * sqrt(more + less - (more - less) ** 2 / n) / n
    return gap, gap - wide, gap + wide


def _quiet(scored: Scored, baselines: Sequence[Baseline]) -> list[float]:
    return [
        its[place - baseline.first]
        for its, baseline in zip(scored.clean, baselines, strict=True)
        for place in baseline.quiet
    ]
