"""Small counts can't be worked out, by nobody who knows the rule and tries every table there could be."""

import os
from collections import defaultdict
from itertools import product

import pytest

from ombud.core.transparency_report.small_counts import FEW, Counts, linked, shown, together

DEEP = bool(os.environ.get("OMBUD_DEEP"))
Table = tuple[int, ...]


def published(table: Table) -> Counts:
    return shown({str(place): n for place, n in enumerate(table)})


def attacked(sizes: range, most: int) -> list[tuple[Table, int]]:
    """Every hidden count that could be only one: all tables that are published alike are gone through."""
    told = []
    for size in sizes:
        alike: dict[tuple[int | None, ...], list[Table]] = defaultdict(list)
        for table in product(range(most + 1), repeat=size):
            its = published(table)
            alike[(its.total, *its.cells.values())].append(table)
        for key, tables in alike.items():
            if max(tables[0]) > most - FEW:
                continue  # tables that would be published alike lie beyond those that are gone through
            for place in range(size):
                hides_few = any(0 < table[place] < FEW for table in tables)
                if key[place + 1] is None and hides_few and len({table[place] for table in tables}) == 1:
                    told.append((tables[0], place))
    return told


def test_no_hidden_count_of_any_small_table_can_be_worked_out() -> None:
    assert attacked(range(1, 5), 13 if DEEP else 11) == []
    assert attacked(range(5, 6), 9 if DEEP else 6) == []


def test_the_attack_finds_what_a_weaker_rule_would_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    from ombud.core.transparency_report import small_counts

    monkeypatch.setattr(small_counts, "_told", lambda _hidden: False)
    assert ((0, 1), 1) in attacked(range(2, 3), 12) or ((1, 5), 0) in attacked(range(2, 3), 12)


@pytest.mark.parametrize(
    ("table", "total", "cells"),
    [
        ((0, 0), 0, (0, 0)),
        ((9, 8, 7), 24, (9, 8, 7)),
        ((3,), None, (None,)),
        ((3, 9, 20), 32, (None, None, 20)),
        ((1, 1, 30), 32, (None, None, None)),
        ((2, 4, 30), 36, (None, None, 30)),
        ((4, 4), None, (None, None)),
        ((1, 0, 2), None, (None, 0, None)),
    ],
)
def test_what_is_shown_of_a_table(table: Table, total: int | None, cells: tuple[int | None, ...]) -> None:
    its = published(table)
    assert (its.total, tuple(its.cells.values())) == (total, cells)


def test_every_count_below_five_is_hidden_and_no_zero_is() -> None:
    for table in product(range(7), repeat=3):
        its = published(table)
        assert all((n is None) >= (0 < was < FEW) for was, n in zip(table, its.cells.values(), strict=True))
        assert all(n == 0 for was, n in zip(table, its.cells.values(), strict=True) if was == 0)


def test_a_year_says_nothing_that_its_quarters_do_not() -> None:
    quarters = [shown({"a": 3, "b": 9, "c": 20}), shown({"a": 10, "b": 9, "c": 8, "d": 6})]
    assert together(quarters) == Counts(total=65, cells={"a": None, "b": None, "c": 28, "d": 6})
    assert together([shown({"a": 3}), shown({"a": 30})]).total is None


def test_a_year_and_its_quarters_together_tell_no_hidden_count() -> None:
    alike: dict[object, set[tuple[int, ...]]] = defaultdict(set)
    for table in product(range(9), repeat=4):
        halves = [published(table[:2]), published(table[2:])]
        seen = (str(halves), str(together(halves)))
        alike[seen].add(table)
    for (halves_seen, _year), tables in alike.items():  # type: ignore[misc, has-type]
        for place in range(4):
            values = {table[place] for table in tables}
            hidden = "None" in halves_seen and any(
                published(table[:2] if place < 2 else table[2:]).cells[str(place % 2)] is None for table in tables
            )
            assert not (hidden and len(values) == 1 and 0 < min(values) < FEW), (halves_seen, place)


def test_two_lists_of_the_same_things_tell_no_hidden_count_of_each_other() -> None:
    by_sum: dict[int, list[Table]] = defaultdict(list)
    for size in (1, 2, 3):
        for table in product(range(8), repeat=size):
            by_sum[sum(table)].append(table)
    for total in range(13):
        for shape in ((3, 1), (3, 2), (2, 2)):
            alike: dict[str, list[tuple[Table, Table]]] = defaultdict(list)
            for one in (each for each in by_sum[total] if len(each) == shape[0]):
                for other in (each for each in by_sum[total] if len(each) == shape[1]):
                    both = linked([{str(n): c for n, c in enumerate(one)}, {str(n): c for n, c in enumerate(other)}])
                    alike[str(both)].append((one, other))
            for seen, pairs in alike.items():
                PAIRS[seen, shape].extend(pairs)
    assert [pairs[0] for pairs in PAIRS.values() if _gives_away(pairs)] == []


PAIRS: dict[tuple[str, tuple[int, int]], list[tuple[Table, Table]]] = defaultdict(list)


def _gives_away(pairs: list[tuple[Table, Table]]) -> bool:
    """Whether some hidden count of one to four is the same in all pairs that are published alike."""
    if max(max(one + other) for one, other in pairs) > 7 - 4 + 3:
        return False  # others like it lie beyond those that are gone through
    its = linked([{str(n): c for n, c in enumerate(table)} for table in pairs[0]])
    for which, table in enumerate(pairs[0]):
        for place in range(len(table)):
            values = {pair[which][place] for pair in pairs}
            if its[which].cells[str(place)] is None and len(values) == 1 and 0 < min(values) < FEW:
                return True
    return False
