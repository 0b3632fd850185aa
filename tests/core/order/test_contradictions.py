"""Facts that contradict themselves are taken as told and marked, whichever door they came by."""

from datetime import timedelta

import pytest

from ombud.core.order.contradictions import flagged
from ombud.core.order.events import Line, OrderTold
from ombud.core.order.tell import TellOrder, decide
from tests.core.order.world import POLICY, SEED, T0, code, facts, told

LATER = T0 + timedelta(days=1)
TWO = (Line(id="1", seller="a"), Line(id="2", seller="b"))


@pytest.mark.parametrize(
    ("status", "more", "flag"),
    [
        ("delivered", {}, "delivered-without-date"),
        ("canceled", {"delivered_at": T0}, "canceled-yet-delivered"),
        ("shipped", {"approved_at": LATER, "shipped_at": T0}, "shipped-before-approved"),
        ("delivered", {"shipped_at": LATER, "delivered_at": T0}, "delivered-before-shipped"),
        ("paid", {"lines": TWO}, "several-sellers"),
    ],
)
def test_each_contradiction_is_marked_and_nothing_else_is_changed(
    status: str, more: dict[str, object], flag: str
) -> None:
    said = facts(status, **more)
    (event,) = decide(TellOrder(by=SEED, at=T0, order="o1", facts=said, source="t"), None, POLICY)  # type: ignore[misc]
    assert isinstance(event, OrderTold)
    assert event.facts == flagged(said)
    assert event.facts.flags == (flag,)


def test_telling_a_contradiction_again_is_known_already() -> None:
    order = told(facts("delivered"))
    again = decide(TellOrder(by=SEED, at=LATER, order="o1", facts=facts("delivered"), source="t"), order, POLICY)
    assert code(again) == "already-known"


def test_what_the_source_marked_itself_stays_marked() -> None:
    assert flagged(facts("delivered", flags=("odd",))).flags == ("odd", "delivered-without-date")
