"""A stage of an order is completed, filled in, and taken back."""

from datetime import timedelta

import pytest

from ombud.core.order import complete, fill_in, lapse, undo
from ombud.core.order.complete import CompleteStage
from ombud.core.order.details import Detail
from ombud.core.order.events import DetailsFilledIn, MoveTold, MoveUndone, OrderMovedOn
from ombud.core.order.fill_in import FillInDetails
from ombud.core.order.lapse import LetTimePass
from ombud.core.order.undo import UndoMove
from ombud.core.words import Words
from tests.core.order.world import (
    ANA,
    BORIS,
    DAY,
    HOUR,
    INSTANT,
    POLICY,
    RITA,
    SAM,
    SENT,
    T0,
    TIME,
    VERA,
    code,
    did,
    facts,
    told,
)

MINUTES = timedelta(minutes=10)
SEND = CompleteStage(by=BORIS, at=T0 + HOUR, order="o1", details=SENT)


def test_it_goes_on_to_the_usual_next_status_and_its_time_there_begins() -> None:
    outcome = complete.decide(SEND, told(), POLICY)
    assert isinstance(outcome, tuple)
    (moved,) = outcome
    assert isinstance(moved, OrderMovedOn)
    assert (moved.was, moved.entered.status, moved.entered.late_at) == ("paid", "shipped", T0 + HOUR + 10 * DAY)
    assert [one.code for one in moved.details] == ["carrier", "waybill"]
    assert moved.undo_until == T0 + HOUR + MINUTES


def test_it_can_go_another_way_that_the_kind_knows() -> None:
    canceled = did(complete, CompleteStage(by=BORIS, at=T0, order="o1", to="canceled"), told())
    assert (canceled.status, canceled.late_at) == ("canceled", None)


@pytest.mark.parametrize(
    ("by", "status", "to", "details", "refused"),
    [
        (SAM, "paid", "", SENT, "seller-only"),
        (ANA, "paid", "", SENT, "seller-only"),
        (VERA, "paid", "", SENT, "no-right"),
        (BORIS, "completed", "", (), "order-complete"),
        (BORIS, "teleported", "", (), "status-not-on-path"),
        (BORIS, "held", "", (), "stage-moved-by-others"),
        (RITA, "paid", "", SENT, "stage-moved-by-others"),
        (BORIS, "paid", "completed", SENT, "not-a-next-status"),
        (BORIS, "paid", "", (), "field-missing"),
        (BORIS, "paid", "", (*SENT, Detail(code="colour", words=Words("red"))), "field-not-in-form"),
        (BORIS, "paid", "", (*SENT, SENT[0]), "field-filled-twice"),
        (BORIS, "paid", "", (SENT[0], Detail(code="waybill", words=Words("9" * 21))), "too-many-words"),
    ],
)
def test_it_is_refused(by: object, status: str, to: str, details: tuple[Detail, ...], refused: str) -> None:
    command = CompleteStage(by=by, at=T0, order="o1", to=to, details=details)  # type: ignore[arg-type]
    assert code(complete.decide(command, told(facts(status)), POLICY)) == refused


def test_the_staff_move_on_what_is_theirs_to_move() -> None:
    assert did(complete, CompleteStage(by=RITA, at=T0, order="o1"), told(facts("held"))).status == "paid"


def test_a_missing_detail_is_named_at_its_field() -> None:
    outcome = complete.decide(CompleteStage(by=BORIS, at=T0, order="o1", details=SENT[:1]), told(), POLICY)
    assert getattr(outcome, "field", "") == "details.waybill"


def test_undone_within_the_minutes_it_stands_as_if_nothing_had_happened() -> None:
    before = told()
    sent = did(complete, SEND, before)
    back = did(undo, UndoMove(by=BORIS, at=T0 + HOUR + MINUTES - INSTANT, order="o1"), sent)
    assert back == before
    assert isinstance(undo.decide(UndoMove(by=BORIS, at=SEND.at, order="o1"), sent, POLICY), tuple)


def test_after_the_minutes_it_cant_be_undone_even_if_no_timer_ran() -> None:
    sent = did(complete, SEND, told())
    assert code(undo.decide(UndoMove(by=BORIS, at=SEND.at + MINUTES, order="o1"), sent, POLICY)) == "nothing-to-undo"
    assert code(undo.decide(UndoMove(by=SAM, at=SEND.at, order="o1"), sent, POLICY)) == "seller-only"
    assert code(undo.decide(UndoMove(by=VERA, at=SEND.at, order="o1"), sent, POLICY)) == "no-right"
    assert code(undo.decide(UndoMove(by=RITA, at=SEND.at, order="o1"), sent, POLICY)) == "moved-by-the-other-side"
    assert code(undo.decide(UndoMove(by=BORIS, at=SEND.at, order="o1"), told(), POLICY)) == "nothing-to-undo"


def test_the_consumer_hears_of_a_move_only_once_it_cant_be_undone() -> None:
    sent = did(complete, SEND, told())
    early = lapse.decide(LetTimePass(by=TIME, at=SEND.at + MINUTES - INSTANT, order="o1"), sent, POLICY)
    assert code(early) == "nothing-due"
    outcome = lapse.decide(LetTimePass(by=TIME, at=SEND.at + MINUTES, order="o1"), sent, POLICY)
    assert outcome == (MoveTold(by=TIME, at=SEND.at + MINUTES, status="shipped"),)


def test_what_is_undone_is_never_told() -> None:
    back = did(undo, UndoMove(by=BORIS, at=SEND.at, order="o1"), did(complete, SEND, told()))
    due = [one.kind for one in back.deadlines]
    assert due == ["order-late"]


def test_missing_details_are_filled_in_without_moving_the_order() -> None:
    sent = told(facts("shipped"))
    command = FillInDetails(by=BORIS, at=T0, order="o1", details=SENT[1:])
    outcome = fill_in.decide(command, sent, POLICY)
    assert isinstance(outcome, tuple)
    assert isinstance(outcome[0], DetailsFilledIn)
    filled = did(fill_in, command, sent)
    assert (filled.status, filled.missing) == ("shipped", ("carrier",))
    assert filled.entered == sent.entered


@pytest.mark.parametrize(
    ("by", "status", "details", "refused"),
    [
        (SAM, "shipped", SENT, "seller-only"),
        (RITA, "shipped", SENT, "seller-only"),
        (VERA, "shipped", SENT, "no-right"),
        (BORIS, "teleported", SENT, "status-not-on-path"),
        (BORIS, "paid", SENT, "nothing-to-fill-in"),
        (BORIS, "shipped", (), "nothing-filled-in"),
        (BORIS, "shipped", (Detail(code="colour", words=Words("red")),), "field-not-in-form"),
    ],
)
def test_filling_in_is_refused(by: object, status: str, details: tuple[Detail, ...], refused: str) -> None:
    command = FillInDetails(by=by, at=T0, order="o1", details=details)  # type: ignore[arg-type]
    assert code(fill_in.decide(command, told(facts(status)), POLICY)) == refused


def test_a_move_that_the_source_tells_of_takes_away_the_undo() -> None:
    sent = did(complete, SEND, told())
    done = told(facts("completed"), sent, SEND.at)
    assert code(undo.decide(UndoMove(by=BORIS, at=SEND.at, order="o1"), done, POLICY)) == "nothing-to-undo"
    assert MoveUndone.__struct_config__.tag == "MoveUndone"
