"""How far out a count lies of what is forecast, and which count would be just within."""

from math import exp, log, sqrt

from ombud.core.surge_detection.baseline import Forecast
from ombud.core.surge_detection.tails import log_tail

NEGLIGIBLE = 1e-4


def log_p(told: Forecast, count: float) -> float:
    """Natural logarithm of the probability of so many or more."""
    if count <= 0:
        return 0.0
    logs = [
        log(weight) + log_tail(count, mean, variance) for weight, mean, variance in told.parts() if weight > NEGLIGIBLE
    ]
    best = max(logs)
    return min(0.0, best + log(sum(exp(its - best) for its in logs)))


def upper(told: Forecast, alpha: float) -> float:
    """The highest whole count whose p-value is still at least alpha: one more would alarm."""
    wanted = log(alpha)
    mean = told.mean
    step = max(1, int(sqrt(sum(weight * variance for weight, _, variance in told.parts()))))
    low, high = 0, int(mean + 2 * step) + 1
    while log_p(told, high) >= wanted:
        low, high = high, high + step
        step *= 2
    while high - low > 1:
        middle = (low + high) // 2
        if log_p(told, middle) >= wanted:
            low = middle
        else:
            high = middle
    return float(low)
