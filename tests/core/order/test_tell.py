"""What a source tells of an order, and what that does to where it stands."""

import msgspec

from ombud.core.order import complete
from ombud.core.order.complete import CompleteStage
from ombud.core.order.events import OrderTold
from ombud.core.order.state import Order, fold
from ombud.core.order.tell import TellOrder, decide
from tests.core.order.world import BORIS, DAY, HOUR, POLICY, SEED, SENT, T0, code, did, facts, told


def test_a_new_status_is_a_change_of_status() -> None:
    sent = told(facts("shipped", shipped_at=T0 + DAY), told(), T0 + 2 * DAY)
    assert (sent.status, sent.late_at) == ("shipped", T0 + 11 * DAY)


def test_a_source_that_only_repeats_a_status_takes_back_nothing_that_was_done_here() -> None:
    sent = did(complete, CompleteStage(by=BORIS, at=T0 + HOUR, order="o1", details=SENT), told())
    again = told(facts(payment_way="card"), sent, T0 + 2 * HOUR)
    assert again.status == "shipped"
    assert again.move == sent.move, "it can still be taken back"


def test_an_instant_that_comes_to_be_known_moves_the_time_of_the_same_stage() -> None:
    sent = told(facts("shipped"), at=T0 + DAY)
    known = told(facts("shipped", shipped_at=T0), sent, T0 + 2 * DAY)
    assert (sent.late_at, known.late_at) == (T0 + 11 * DAY, T0 + 10 * DAY)


def test_the_same_facts_are_known_already() -> None:
    assert code(decide(TellOrder(by=SEED, at=T0, order="o1", facts=facts(), source="test"), told(), POLICY)) == (
        "already-known"
    )


def test_what_was_told_before_stages_were_kept_still_reads() -> None:
    old = msgspec.json.decode(
        b'{"type":"OrderTold","by":{"type":"system","id":"seed"},"at":"2026-03-02T09:00:00Z","order":"o1",'
        b'"facts":{"number":"N1","status":"paid"},"source":"test"}',
        type=OrderTold,
    )
    order = fold([old])
    assert isinstance(order, Order)
    assert (order.status, order.late_at, order.deadlines, order.missing) == ("paid", None, (), ())
    assert told(facts(), order, T0).late_at == T0 + 48 * HOUR, "told again, it gets its stage"
