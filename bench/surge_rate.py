"""How often the surge detector alarms where nothing is wrong; run as a module it prints the table of docs/surge.md."""

from collections.abc import Callable
from math import exp, pi, sin
from random import Random
from typing import NamedTuple

from bench.surge_lay import poisson
from ombud.core.surge_detection import Detection, Series, Unit, add, close

ALPHAS = (0.05, 0.01)
SERIES, LEARNED = 12, 100
"""Series of each kind, and units of each that aren't judged."""
YEAR: dict[Unit, float] = {"week": 52.1775, "day": 7, "hour": 24}


class Kind(NamedTuple):
    """Series of one kind: negative binomial, variance = spread * mean."""

    title: str
    unit: Unit
    mean: float
    spread: float
    units: int = 400
    season: float = 0.0
    """The logarithm of the mean goes so far up and down, in a year, a week or a day."""
    growth: float = 0.0
    """By unit, as a logarithm."""

    def at(self, unit: int) -> float:
        """The mean in one unit."""
        return self.mean * exp(self.season * sin(2 * pi * unit / YEAR[self.unit]) + self.growth * unit)


KINDS = (
    *(Kind(f"steady, {mean:g} a week", "week", mean, 1.5) for mean in (0.01, 0.05, 0.3, 1, 3, 10, 100)),
    *(Kind(f"bursty (variance 5 x mean), {mean:g} a week", "week", mean, 5.0) for mean in (0.3, 3, 30)),
    *(Kind(f"yearly season (x 1/1.8 to x 1.8), {mean:g} a week", "week", mean, 1.5, 400, 0.6) for mean in (0.3, 3, 30)),
    *(
        Kind(f"growing 30 % a year, season, from {mean:g} a week", "week", mean, 1.5, 400, 0.6, 0.005)
        for mean in (3, 30)
    ),
    *(
        Kind(f"doubling each year, season, from {mean:g} a week", "week", mean, 1.5, 400, 0.6, 0.0133)
        for mean in (3, 30)
    ),
    *(Kind(f"weekdays, growing, from {mean:g} a day", "day", mean, 1.5, 600, 0.6, 0.002) for mean in (0.3, 3, 30)),
    *(Kind(f"by the hour, {mean:g} an hour", "hour", mean, 1.5, 1000, 0.8) for mean in (0.3, 30, 1000)),
)


def rates(kind: Kind) -> tuple[int, list[float]]:
    """Units judged, and for each alpha the part of them that alarmed."""
    watch, alarms, judged = Detection(unit=kind.unit, least=1), [0] * len(ALPHAS), 0
    for seed in range(SERIES):
        series, random = Series(), Random(f"{kind.title}/{seed}")
        for unit in range(kind.units):
            its = random.gammavariate(kind.at(unit) / (kind.spread - 1), kind.spread - 1)
            series, reading = close(add(series, unit, float(poisson(random, its))), unit + 1, watch)
            if unit >= LEARNED:
                judged += 1
                alarms = [n + (reading.p_value < alpha) for n, alpha in zip(alarms, ALPHAS, strict=True)]
    return judged, [n / judged for n in alarms]


def table(kinds: tuple[Kind, ...] = KINDS, said: Callable[[str], None] = print) -> None:
    """The table, a line at a time."""
    said("| Series | units judged | at 5 % | at 1 % |\n|---|--:|--:|--:|")
    for kind in kinds:
        judged, found = rates(kind)
        said(f"| {kind.title} | {judged:,} | " + " | ".join(f"{100 * one:.1f} %" for one in found) + " |")


if __name__ == "__main__":
    table()
