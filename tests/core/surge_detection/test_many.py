"""Of many series those alarm that still do so when all are looked at together."""

from math import log10
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from ombud.core.surge_detection import Reading, many


def reading(p_value: float, *, enough_history: bool = True) -> Reading:
    return Reading(
        unit=1, observed=5, expected=1, upper=3, p_value=p_value, score=-log10(p_value), enough_history=enough_history
    )


def alarmed(p_values: list[float], rate: float) -> list[int]:
    return many([(key, reading(one)) for key, one in enumerate(p_values)], rate)


def test_the_example_of_benjamini_and_hochberg_comes_out_as_printed() -> None:
    printed = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528]
    assert alarmed([*printed, 0.7590, 1.0], 0.05) == [0, 1, 2, 3]


def test_all_up_to_the_last_that_passes_alarm_strongest_first() -> None:
    assert alarmed([0.9, 0.03, 0.02, 0.029], 0.04) == [2, 3, 1]
    assert alarmed([0.5, 0.6], 0.05) == []
    assert many([], 0.05) == []


def test_a_series_without_enough_history_neither_alarms_nor_counts() -> None:
    young = [(f"young {n}", reading(1e-9, enough_history=False)) for n in range(100)]
    assert many([*young, ("old", reading(0.04))], 0.05) == ["old"]


def test_where_nothing_is_wrong_an_alarm_anywhere_is_as_seldom_as_the_rate() -> None:
    random = Random(3)
    days = [bool(alarmed([1 - random.random() for _ in range(200)], 0.1)) for _ in range(300)]
    assert 12 <= sum(days) <= 50  # 30 on the average; each edge is one in ten thousand


@settings(max_examples=30)
@given(st.lists(st.floats(1e-12, 1.0), max_size=30), st.floats(0.001, 0.5))
def test_more_is_never_raised_than_one_by_one_and_a_stronger_one_is_never_left_out(
    p_values: list[float], rate: float
) -> None:
    keys = alarmed(p_values, rate)
    assert all(p_values[key] <= rate for key in keys)
    left = [one for key, one in enumerate(p_values) if key not in keys]
    assert not keys or not left or max(p_values[key] for key in keys) <= min(left)
