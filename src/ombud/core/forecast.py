"""A forecast of the next weeks' counts: simple exponential smoothing, with its interval.

Brown (1956); as in Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, chapters 8.1 and 8.7:
the level is a weighted mean of all weeks in which each older one weighs (1 - alpha) times as much, alpha is what had
the smallest squared errors so far, and the interval of h weeks ahead is the level ± z * s * sqrt(1 + (h - 1) alpha²).
It knows no season and no trend: it says what a few weeks look like if they are like the last ones.
"""

from collections.abc import Sequence
from math import sqrt

from ombud.core.struct import Value

HISTORY_MIN = 8
"""With fewer weeks the errors say nothing about how wide the interval must be."""
Z80 = 1.2816
"""Four of five weeks lie within, if the errors are normal."""
GRID = tuple(n / 20 for n in range(1, 20))


class Week(Value, frozen=True):
    """What is expected of one week to come."""

    expected: float
    low: float
    high: float


class Forecast(Value, frozen=True):
    """The weeks to come, and how much the newest week weighs."""

    weeks: tuple[Week, ...]
    alpha: float


def forecast(counts: Sequence[int], ahead: int = 4) -> Forecast | None:
    """The next weeks, from whole weeks in order; None with fewer than eight."""
    if len(counts) < HISTORY_MIN:
        return None
    alpha = min(GRID, key=lambda one: _errors(counts, one)[0])
    squares, level = _errors(counts, alpha)
    s = sqrt(squares / (len(counts) - 2))
    weeks = []
    for h in range(1, ahead + 1):
        reach = Z80 * s * sqrt(1 + (h - 1) * alpha * alpha)
        weeks.append(Week(expected=level, low=max(0.0, level - reach), high=level + reach))
    return Forecast(weeks=tuple(weeks), alpha=alpha)


def _errors(counts: Sequence[int], alpha: float) -> tuple[float, float]:
    """The sum of squared errors of one week ahead, and the level after the last week."""
    level, squares = float(counts[0]), 0.0
    for count in counts[1:]:
        error = count - level
        squares += error * error
        level += alpha * error
    return squares, level
