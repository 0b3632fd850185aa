"""The course of year, week and day: how much more or less than on the average a unit normally brings."""

from collections.abc import Sequence
from typing import NamedTuple

from ombud.core.surge_detection.detection import Detection

YEAR = {"week": 52.1775, "day": 365.2425}
PARTS = 13
"""Slots of a year: four weeks each, smoothed over their neighbours, as Farrington's method looks three weeks around."""
SHRINK = 5.0
"""A slot begins as if five cases had been seen in it and five expected: one case says nothing about a season yet."""
KEEP = 0.998
"""What a slot's sums are multiplied by whenever it is learned anew."""
LIMIT = 20.0
"""No season makes a unit more than so many times busier or quieter."""

Slot = tuple[float, float]
"""Weighted counts, and what was expected of them without this cycle."""
Tables = tuple[tuple[Slot, ...], ...]


class Cycle(NamedTuple):
    """One cycle: how many slots, which one a unit falls into, and the weight of its neighbours in it."""

    slots: int
    slot: int
    blur: float


def cycles(unit: int, settings: Detection) -> tuple[Cycle, ...]:
    """The cycles of a unit; unit 0 is 1970-01-01, a Thursday (its week, its day, its first hour)."""
    if not settings.season:
        return ()
    if settings.unit == "hour":
        return Cycle(24, unit % 24, 0.25), Cycle(7, (unit // 24 + 3) % 7, 0.0)
    length = YEAR[settings.unit]
    year = Cycle(PARTS, int(unit % length / length * PARTS), 0.5)
    return (year,) if settings.unit == "week" else (year, Cycle(7, (unit + 3) % 7, 0.0))


def factors(tables: Tables, its: Sequence[Cycle]) -> list[float]:
    """By cycle, what the level is multiplied by; 1 where nothing was learned yet, or with other settings than these."""
    if [len(table) for table in tables] != [cycle.slots for cycle in its]:
        return [1.0] * len(its)
    return [_factor(table, cycle) for table, cycle in zip(tables, its, strict=True)]


def learned(tables: Tables, its: Sequence[Cycle], count: float, level: float, spread: float) -> Tables:
    """The tables with one more unit: each cycle learns beside what the others explain already."""
    if [len(table) for table in tables] != [cycle.slots for cycle in its]:
        tables = tuple(((0.0, 0.0),) * cycle.slots for cycle in its)
    found = factors(tables, its)
    whole = level
    for factor in found:
        whole *= factor
    return tuple(
        _with(table, cycle.slot, count / spread, whole / factor / spread)
        for table, cycle, factor in zip(tables, its, found, strict=True)
    )


def _factor(table: tuple[Slot, ...], cycle: Cycle) -> float:
    seen, expected = table[cycle.slot]
    if cycle.blur:
        for beside in (table[cycle.slot - 1], table[(cycle.slot + 1) % cycle.slots]):
            seen += cycle.blur * beside[0]
            expected += cycle.blur * beside[1]
    return min(LIMIT, max(1 / LIMIT, (seen + SHRINK) / (expected + SHRINK)))


def _with(table: tuple[Slot, ...], slot: int, count: float, expected: float) -> tuple[Slot, ...]:
    seen, of = table[slot]
    return (*table[:slot], (seen * KEEP + count, of * KEEP + expected), *table[slot + 1 :])
