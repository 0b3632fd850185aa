"""A batch that meets somebody else's number, drawn by lot as well: it draws again, and stays a batch."""

from collections.abc import Iterator

import pytest

from ombud.desk import handle as one_by_one
from ombud.desk import handle_many as many
from ombud.desk.handle import Act, Done
from ombud.desk.handle_many import handle_many
from ombud.ledger.check import broken
from tests.cast import MONDAY, World, a_filing, an_order, world


def filing(made: World, n: int) -> Act:
    """A complaint about an order of its own."""
    fields = a_filing(an_order(made, f"o-{n}"))
    return Act(made.platform.pk, "complaint.file", "", made.ana, fields, f"k-{n}", at=MONDAY)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> list[Act]:
    """The acts that were carried out singly."""
    went: list[Act] = []
    kept = many._alone

    def noted(act: Act) -> many.Result:
        went.append(act)
        return kept(act)

    monkeypatch.setattr(many, "_alone", noted)
    return went


def drawn(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> None:
    """These numbers are drawn one after the other."""
    left: Iterator[str] = iter(numbers)
    monkeypatch.setattr(one_by_one, "new_number", lambda *_given: next(left))


def test_a_number_that_is_taken_is_drawn_again_and_the_batch_stays_a_batch(
    monkeypatch: pytest.MonkeyPatch, alone: list[Act]
) -> None:
    made = world()
    drawn(monkeypatch, "T-1", "T-1", "T-2")
    (first,), (second,) = handle_many([filing(made, 1)]), handle_many([filing(made, 2)])
    assert (getattr(first, "number", ""), getattr(second, "number", "")) == ("T-1", "T-2")
    assert isinstance(second, Done)
    assert alone == []
    assert [one for one in broken() if one.platform == made.platform.pk] == []


def test_where_a_batch_meets_another_every_time_its_acts_go_singly_and_none_is_lost(
    monkeypatch: pytest.MonkeyPatch, alone: list[Act]
) -> None:
    made = world()
    drawn(monkeypatch, "T-1", *["T-1"] * many.TRIES, "T-2", "T-3")
    handle_many([filing(made, 1)])
    met, after = filing(made, 2), filing(made, 3)
    monkeypatch.setattr(many, "BATCH", 1)
    results = handle_many([met, after])
    assert [one.number for one in results if isinstance(one, Done)] == ["T-2", "T-3"]
    assert alone == [met]
