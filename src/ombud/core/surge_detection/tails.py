"""How probable a count is, and so many or more, under the negative binomial distribution."""

from math import exp, inf, lgamma, log, log1p

FLOOR = 1.02
"""The least variance by mean. At 1 the distribution is Poisson's; at 1.02 it can't be told apart from it."""
STEPS, SMALL, ENOUGH = 1000, 1e-300, 1e-10
SUMMED, EXACT = 40, 1e-6
"""Up to this count chances are added up, where that leaves enough digits of the tail."""


def log_chance(count: float, mean: float, variance: float) -> float:
    """Natural logarithm of P(Y = count)."""
    ratio = max(variance / mean, FLOOR)
    size = mean / (ratio - 1)
    return lgamma(count + size) - lgamma(size) - lgamma(count + 1) - size * log(ratio) + count * log1p(-1 / ratio)


def log_tail(count: float, mean: float, variance: float) -> float:
    """Natural logarithm of P(Y >= count); it doesn't round to nothing where the probability itself would."""
    if count <= 0:
        return 0.0
    ratio = max(variance / mean, FLOOR)
    size, x = mean / (ratio - 1), 1 - 1 / ratio
    if count <= SUMMED and count == int(count):
        rest = 1 - _below(int(count), size, x, ratio)
        if rest > EXACT:
            return log(rest)
    return _log_beta(x, count, size)


def _below(count: int, size: float, x: float, ratio: float) -> float:
    """P(Y < count), one chance after another: for few it takes a third of the time."""
    chance: float = ratio**-size
    found = chance
    for n in range(1, count):
        chance *= x * (n - 1 + size) / n
        found += chance
    return found


def _log_beta(x: float, a: float, b: float) -> float:
    """Logarithm of the regularized incomplete beta function, by its continued fraction (NIST DLMF 8.17.22)."""
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    if x <= (a + 1) / (a + b + 2):
        return min(0.0, front + log(_fraction(x, a, b) / a))
    rest = exp(front) * _fraction(1 - x, b, a) / b
    return log1p(-rest) if rest < 1 else -inf


def _fraction(x: float, a: float, b: float) -> float:
    """Lentz's way of working it out."""
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    found = d = 1 / (d if abs(d) > SMALL else SMALL)
    for m in range(1, STEPS):
        twice = a + 2 * m
        part = m * (b - m) * x / ((twice - 1) * twice)
        d, c = 1 + part * d, 1 + part / c
        d = 1 / (d if abs(d) > SMALL else SMALL)
        found *= c * d
        part = -(a + m) * (a + b + m) * x / (twice * (twice + 1))
        d, c = 1 + part * d, 1 + part / c
        d = 1 / (d if abs(d) > SMALL else SMALL)
        found *= c * d
        if abs(c * d - 1) < ENOUGH:
            break
    return found
