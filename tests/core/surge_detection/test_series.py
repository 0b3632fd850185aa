"""A count series alarms as seldom as stated, finds a step, and is the same however it is stored between."""

from collections.abc import Callable, Iterable
from math import comb, exp, log, pi, sin
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ombud.core.surge_detection import Detection, Reading, Series, add, close, reading_now

DAYS = Detection(unit="day", least=1)
WEEKS = Detection(unit="week", least=1)
BEGIN = 2_900


def stream(counts: Iterable[float], watch: Detection = WEEKS, begin: int = BEGIN) -> tuple[Series, list[Reading]]:
    series, readings = Series(), []
    for unit, count in enumerate(counts, begin):
        series, reading = close(add(series, unit, count), unit + 1, watch)
        readings.append(reading)
    return series, readings


def drawn(seed: int, units: int, mean: Callable[[int], float], spread: float) -> list[float]:
    """Negative binomial counts: Poisson around a gamma mean."""
    random, counts = Random(seed), []
    for unit in range(units):
        its = random.gammavariate(mean(unit) / (spread - 1), spread - 1)
        count, passed = 0, -log(1 - random.random())
        while passed < its:
            count, passed = count + 1, passed - log(1 - random.random())
        counts.append(float(count))
    return counts


def at_most(alarms: int, units: int, rate: float) -> bool:
    """Whether so many alarms are no wonder (one in a thousand) at that rate, by the exact binomial tail."""
    below = sum(comb(units, n) * rate**n * (1 - rate) ** (units - n) for n in range(alarms))
    return 1 - below > 0.001


@pytest.mark.parametrize(("mean", "spread"), [(0.02, 1.5), (0.3, 2.0), (3, 3.0), (40, 1.2)])
def test_a_steady_series_alarms_about_as_often_as_stated(mean: float, spread: float) -> None:
    watch = Detection(least=1, alpha=0.05, season=False)
    _, readings = stream(drawn(1, 300, lambda _: mean, spread), watch)
    alarms, units = sum(one.alarm for one in readings), sum(one.enough_history for one in readings)
    assert at_most(alarms, units, watch.alpha)
    if mean >= 3:  # below, whole counts let it be stricter only
        assert at_most(units - alarms, units, 1 - watch.alpha / 4)


def test_season_and_weekdays_raise_nothing() -> None:
    def weekdays(day: int) -> float:
        return 12 * (2.0 if (day + 3) % 7 >= 5 else 0.6)

    _, readings = stream(drawn(1, 250, weekdays, 1.3), DAYS, begin=0)
    late = readings[100:]
    assert at_most(sum(one.alarm for one in late), len(late), DAYS.alpha)
    assert late[0].expected / late[2].expected > 2  # a Saturday beside a Monday

    def year(week: int) -> float:
        return 20 * exp(0.7 * sin(2 * pi * week / 52.1775))

    _, readings = stream(drawn(2, 260, year, 1.3), begin=0)
    assert at_most(sum(one.alarm for one in readings[60:]), 200, WEEKS.alpha)


def test_growth_alone_raises_nothing() -> None:
    _, readings = stream(drawn(3, 250, lambda week: 4 * exp(0.01 * week), 1.5))
    assert at_most(sum(one.alarm for one in readings), len(readings), WEEKS.alpha)
    assert readings[-1].expected > 30


@pytest.mark.parametrize(("mean", "step"), [(0.1, 4), (2, 12), (20, 55), (300, 480)])
def test_a_step_is_found_in_the_unit_in_which_it_happens(mean: float, step: float) -> None:
    counts = drawn(4, 120, lambda _: mean, 1.2)
    _, readings = stream([*counts, step])
    assert readings[-1].alarm
    assert readings[-1].upper < step
    assert readings[-1].expected < step / 1.4


def test_a_surge_does_not_become_normal_and_the_next_one_is_found() -> None:
    counts = drawn(5, 150, lambda _: 3, 1.2)
    _, readings = stream([*counts, 30, 25, 28, *counts[:12], 30])
    assert readings[150].alarm
    assert readings[-1].alarm
    assert readings[-1].expected < 7


def test_one_complaint_after_silence_is_no_alarm_where_three_are_asked_for() -> None:
    _, readings = stream([0.0] * 200 + [2.0], Detection())
    assert not readings[-1].alarm
    assert (readings[-1].upper, readings[-1].p_value, readings[-1].score) == (2, 1, 0)
    _, readings = stream([0.0] * 200 + [3.0], Detection())
    assert readings[-1].alarm


def test_before_there_is_enough_history_nothing_alarms() -> None:
    _, readings = stream([1, 2, 1, 500])
    assert not readings[-1].enough_history
    assert not readings[-1].alarm
    _, readings = stream([1, 2, 1, 500], Detection(history_min=2))
    assert readings[-1].enough_history


def test_a_series_that_is_stored_after_every_unit_is_the_one_that_ran_through() -> None:
    counts = drawn(6, 120, lambda _: 5, 2.0)
    through, readings = stream(counts, DAYS)
    series = Series()
    for unit, count in enumerate(counts, BEGIN):
        series = msgspec.json.decode(msgspec.json.encode(add(series, unit, count)), type=Series)
        series, reading = close(series, unit + 1, DAYS)
    assert series == through
    assert reading == readings[-1]
    assert len(msgspec.json.encode(series)) < 4_000


def test_a_series_goes_on_under_other_settings() -> None:
    series, _ = stream([3, 2, 4, 3, 3, 2, 4, 3] * 4)
    for watch in (Detection(season=False), DAYS, WEEKS, Detection(unit="hour", alpha=0.2)):
        assert reading_now(series, watch).alpha == watch.alpha
        series, reading = close(add(series, (series.unit or 0) + 1, 3), (series.unit or 0) + 2, watch)
        assert 1 < reading.expected < 5


def test_the_open_unit_alarms_before_it_is_over_and_stays_so() -> None:
    series, _ = stream([3, 2, 4, 3, 3, 2, 4, 3] * 4)
    scores = []
    for _ in range(20):
        series = add(series, BEGIN + 32)
        now = reading_now(series, WEEKS)
        assert now.alarm == (now.observed > now.upper)
        scores.append(now.score)
    assert now.alarm
    assert scores == sorted(scores)
    _, closed = close(series, BEGIN + 33, WEEKS)
    assert closed == now


def test_units_without_an_event_are_closed_as_nothing() -> None:
    one, _ = stream([3, 4, 2, 5, 0, 0, 0])
    other, _ = stream([3, 4, 2, 5])
    other, reading = close(other, BEGIN + 7, WEEKS)
    assert other == one
    assert (reading.unit, reading.observed) == (BEGIN + 6, 0)
    assert [row[:2] for row in other.history[-3:]] == [(BEGIN + 4, 0), (BEGIN + 5, 0), (BEGIN + 6, 0)]


def test_a_silence_of_centuries_costs_no_more_than_one_of_years() -> None:
    series, _ = stream([3.0] * 10)
    series, reading = close(series, BEGIN + 10_000_000, WEEKS)
    assert reading.unit == BEGIN + 9_999_999
    assert series.closed < 1_000
    assert reading.expected < 0.2


def test_late_events_are_counted_into_the_open_unit_and_early_ones_wait() -> None:
    series = add(add(Series(), 10, 2.0), 9)
    assert (series.unit, series.count) == (10, 3)
    series = add(add(series, 12), 13)
    series, reading = close(series, 11, WEEKS)
    assert (reading.unit, reading.observed) == (10, 3)
    assert (series.unit, series.count) == (13, 1)
    assert reading_now(series, WEEKS).unit == 13
    series, reading = close(series, 13, WEEKS)
    assert (reading.unit, reading.observed) == (12, 1)
    assert [row[:2] for row in series.history] == [(10, 3), (11, 0), (12, 1)]


@settings(max_examples=20, deadline=None)
@given(
    counts=st.lists(st.integers(0, 10**6), min_size=1, max_size=25),
    watch=st.builds(
        Detection,
        unit=st.sampled_from(["week", "day", "hour"]),
        season=st.booleans(),
        alpha=st.sampled_from([1e-9, 0.001, 0.01, 0.2]),
        least=st.integers(0, 5),
    ),
    begin=st.integers(-(10**6), 10**6),
)
def test_any_counts_give_figures_that_agree_with_each_other(counts: list[int], watch: Detection, begin: int) -> None:
    series, readings = stream(map(float, counts), watch, begin)
    for reading in readings:
        assert 0 <= reading.p_value <= 1
        assert 0 <= reading.score < float("inf")
        assert 0 < reading.expected < float("inf")
        assert (reading.p_value < watch.alpha) == (reading.observed > reading.upper)
    assert msgspec.json.decode(msgspec.json.encode(series), type=Series) == series
    assert len(series.history) == min(26, len(counts))
