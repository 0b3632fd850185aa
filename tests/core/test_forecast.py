"""The forecast of the next weeks."""

import random

from ombud.core.forecast import HISTORY_MIN, forecast


def test_even_weeks_go_on_evenly_and_a_short_history_says_nothing() -> None:
    found = forecast([7] * 12)
    assert found is not None
    assert [(one.expected, one.low, one.high) for one in found.weeks] == [(7.0, 7.0, 7.0)] * 4
    assert forecast([7] * (HISTORY_MIN - 1)) is None


def test_an_interval_widens_with_the_weeks_and_never_reaches_below_nothing() -> None:
    found = forecast([0, 9, 1, 8, 0, 9, 2, 7, 0, 30, 20, 25])
    assert found is not None
    widths = [one.high - one.low for one in found.weeks]
    assert widths == sorted(widths)
    assert all(one.low >= 0 for one in found.weeks)


def test_about_four_of_five_next_weeks_lie_within() -> None:
    draw, within = random.Random(7), 0
    for _ in range(400):
        counts = [sum(draw.random() < 0.2 for _ in range(100)) for _ in range(31)]
        found = forecast(counts[:30], 1)
        assert found is not None
        within += found.weeks[0].low <= counts[30] <= found.weeks[0].high
    assert 0.74 <= within / 400 <= 0.86
