"""How probable it is to see so many or more: tails of the negative binomial distribution."""

from math import ceil, exp, inf, lgamma, log, log1p, sqrt

FLOOR = 1.02
"""The least variance by mean: Poisson is its limit at 1, and at 1.02 the tails can't be told apart while the
continued fraction stays short."""
STEPS, SMALL, ENOUGH = 400, 1e-300, 1e-11


def log_tail(count: float, mean: float, variance: float) -> float:
    """Natural logarithm of P(Y >= count), for Y negative binomial of this mean and variance (at least the mean)."""
    if count <= 0:
        return 0.0
    if mean <= 0:
        return -inf
    variance = max(variance, mean * FLOOR)
    size = mean * mean / (variance - mean)
    return _log_beta(1 - mean / variance, count, size)


def upper(mean: float, variance: float, log_alpha: float) -> float:
    """The highest whole count whose tail is still at least alpha: one more would alarm."""
    low = 0
    guess = mean + 2.5 * sqrt(max(variance, mean * FLOOR))
    high = max(1, ceil(guess))
    while log_tail(high, mean, variance) >= log_alpha:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if log_tail(middle, mean, variance) >= log_alpha:
            low = middle
        else:
            high = middle
    return float(low)


def _log_beta(x: float, a: float, b: float) -> float:
    """Logarithm of the regularized incomplete beta function, by its continued fraction (Lentz, NIST DLMF 8.17.22)."""
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    if x <= (a + 1) / (a + b + 2):
        return min(0.0, front + log(_fraction(x, a, b) / a))
    rest = exp(front) * _fraction(1 - x, b, a) / b
    return log1p(-rest) if rest < 1 else -inf


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > SMALL else SMALL)
    found = d
    for m in range(1, STEPS):
        for part in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + part * d
            d = 1 / (d if abs(d) > SMALL else SMALL)
            c = 1 + part / c
            c = c if abs(c) > SMALL else SMALL
            found *= c * d
        if abs(c * d - 1) < ENOUGH:
            break
    return found
