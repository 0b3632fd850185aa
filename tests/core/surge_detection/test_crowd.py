"""Accounts that hang together can't make a rival's alarm."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ombud.core.surge_detection import Crowd, Detection, Series, add, close, independent, joined, reading_now

FARM = [(f"farm-{n}", (f"device:{n // 10}", "created:2026-03-09T10")) for n in range(500)]


def test_strangers_count_one_each_and_whoever_comes_again_counts_nothing() -> None:
    assert independent([("ana", ()), ("bo", ()), ("ana", ()), ("che", ("device:1",))]) == 3


def test_a_cluster_of_any_size_adds_no_more_than_its_cap() -> None:
    assert independent(FARM) == 2
    assert independent(FARM, cap=1) == 1
    assert independent([*FARM, ("ana", ()), ("bo", ("device:home",)), ("che", ("device:home",))]) == 5


def test_keys_join_clusters_over_others() -> None:
    chain = [
        ("a", ("device:1",)),
        ("b", ("device:2",)),
        ("c", ("device:1", "address:x")),
        ("d", ("device:2", "address:x")),
    ]
    assert independent(chain) == 2
    assert independent(chain[:3]) == 3


def test_five_hundred_accounts_of_one_farm_make_no_alarm_and_eight_strangers_do() -> None:
    watch, series = Detection(unit="day"), add(Series(), 0, 0.0)
    for day in range(60):
        series, _ = close(add(series, day, float(day % 2)), day + 1, watch)
    farmed, crowd = series, Crowd()
    for who, keys in FARM:
        crowd, adds = joined(crowd, who, keys)
        farmed = add(farmed, 60, adds)
    assert farmed.count == 2
    assert not reading_now(farmed, watch).alarm
    for n in range(8):
        crowd, adds = joined(crowd, f"stranger {n}", ())
        series = add(series, 60, adds)
    assert reading_now(series, watch).alarm


people = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.frozensets(st.sampled_from(["d:1", "d:2", "d:3", "p:1"]), max_size=2)),
    max_size=12,
)


@settings(max_examples=30)
@given(people, st.integers(1, 3))
def test_the_order_of_complaints_changes_nothing(complaints: list[tuple[str, frozenset[str]]], cap: int) -> None:
    first: dict[str, frozenset[str]] = {}
    for who, keys in complaints:
        first.setdefault(who, keys)
    counted = independent(complaints, cap)
    for order in (list(first.items()), list(reversed(first.items())), sorted(first.items())):
        assert independent(order, cap) == counted


@settings(max_examples=30)
@given(people, st.integers(1, 3))
def test_counting_as_they_come_never_falls_short_and_never_counts_an_account_twice(
    complaints: list[tuple[str, frozenset[str]]], cap: int
) -> None:
    crowd, added = Crowd(), []
    for who, keys in complaints:
        crowd, adds = joined(crowd, who, keys, cap)
        added.append(adds)
    assert independent(complaints, cap) <= sum(added) <= len({who for who, _ in complaints})
    assert all(0 <= adds <= 1 for adds in added)
