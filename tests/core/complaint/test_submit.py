"""One side hands in evidence."""

from typing import Any

import pytest

from ombud.core.complaint import submit
from ombud.core.complaint.events.intervention import EvidenceSubmitted
from ombud.core.complaint.rungs import CLOSED, NOT_YET_ADMITTED, NOT_YOURS, TOO_LONG, TOO_MANY_FILES
from ombud.core.staff import NO_RIGHT
from ombud.core.words import EMPTY, Words
from tests.core.complaint.cast import (
    ASKED,
    BOTH_ASKED,
    CHAT,
    EXCUSED,
    EXECUTED,
    HELD,
    LATE_GIVEN,
    LOST,
    NEGOTIATING,
    PLATFORM,
    PROVED,
    RULED,
    SAID,
    attempt,
    ruled,
)
from tests.core.complaint.world import (
    BELA,
    BORIS,
    CARLA,
    CYRUS,
    INSTANT,
    RITA,
)

ANSWER: dict[str, Any] = {
    "request": "r1",
    "words": SAID,
    "communicated": Words("We wrote twice."),
    "logistics": Words("SF1"),
    "refund_voucher": Words("R1"),
    "files": (CHAT,),
    "declared_true": True,
}
ANSWERED = ASKED.then(submit, BORIS, **ANSWER)


@pytest.mark.requirement("MP-4")
def test_an_answer_holds_statement_logistics_and_voucher_declared_to_be_true() -> None:
    assert ANSWERED.events == (
        EvidenceSubmitted(
            by=BORIS,
            at=ASKED.at,
            side="merchant",
            files=(CHAT,),
            words=SAID.kept,
            communicated=Words("We wrote twice.").kept,
            logistics=Words("SF1").kept,
            refund_voucher=Words("R1").kept,
            request="r1",
            declared_true=True,
        ),
    )
    assert (ANSWERED.state.requests[0].state, [one.kind for one in ANSWERED.state.deadlines]) == (
        "answered",
        ["ruling"],
    )
    assert ANSWERED.state.exhibits[-1].id == "chat-1"


@pytest.mark.requirement("CG-4")
def test_a_side_can_add_to_the_case_unasked() -> None:
    for case in (HELD, NEGOTIATING, PLATFORM, ASKED):
        (event,) = attempt(submit, case, CARLA, words=SAID)
        assert (event.request, event.late, event.declared_true) == ("", False, False)


@pytest.mark.requirement("MP-6")
def test_what_comes_after_a_lost_turn_is_taken_and_marked_late() -> None:
    assert [type(one).__name__ for one in LOST.events] == ["DeadlineLapsed", "TurnLost"]
    (named,) = attempt(submit, LOST, BORIS, **ANSWER)
    (unnamed,) = LATE_GIVEN.events
    assert (named.late, unnamed.late) == (True, True)
    shown = LOST.then(submit, BORIS, **ANSWER).state
    assert (shown.exhibits[-1].late, shown.requests[0].state) == (True, "lost")
    (other_side,) = attempt(submit, LOST, CARLA, words=SAID)
    assert not other_side.late


def test_evidence_is_in_time_until_before_its_deadline_even_if_no_timer_ran() -> None:
    due = ASKED.due("evidence")
    (in_time,) = attempt(submit, ASKED, BORIS, at=due - INSTANT, **ANSWER)
    (late,) = attempt(submit, ASKED, BORIS, at=due, **ANSWER)
    assert (in_time.late, late.late) == (False, True)


def test_an_answer_overtakes_the_excuse_that_waits() -> None:
    made = EXCUSED.then(submit, BORIS, **ANSWER)
    assert [one.kind for one in made.state.deadlines] == ["ruling"]
    assert (made.state.requests[0].state, made.state.requests[0].excuse) == ("answered", "")


@pytest.mark.requirement("MP-6")
def test_the_ruling_says_who_was_silent() -> None:
    assert ruled(LOST).state.ruling.silent == ("merchant",)  # type: ignore[union-attr]
    assert RULED.state.ruling.silent == ()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (ASKED, CYRUS, {}, NOT_YOURS),
        (ASKED, RITA, {}, NOT_YOURS),
        (ASKED, BELA, {}, NO_RIGHT),
        (EXECUTED, BORIS, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (HELD, BORIS, {"request": ""}, NOT_YET_ADMITTED.given(due_at=HELD.due("admission"))),
        (RULED, BORIS, {"request": ""}, submit.NOT_NOW),
        (PROVED, CARLA, {"request": ""}, submit.NOT_NOW),
        (ASKED, BORIS, {"request": "r9"}, submit.NO_SUCH_REQUEST),
        (BOTH_ASKED, BORIS, {"request": "r1"}, submit.NO_SUCH_REQUEST),
        (ANSWERED, BORIS, {}, submit.REQUEST_OVER),
        (
            ASKED,
            BORIS,
            {"words": EMPTY, "communicated": Words(" "), "logistics": EMPTY, "refund_voucher": EMPTY, "files": ()},
            submit.NOTHING,
        ),
        (
            ASKED,
            BORIS,
            {"logistics": Words("x" * 201)},
            TOO_LONG.at_field("logistics").given(words_max=200, words=201),
        ),
        (ASKED, BORIS, {"files": (CHAT,) * 5}, TOO_MANY_FILES.given(files_max=4)),
        (ASKED, BORIS, {"declared_true": False}, submit.NOT_DECLARED),
        (ASKED, BORIS, {"request": "r9", "declared_true": False}, submit.NO_SUCH_REQUEST),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(submit, case, by, **(ANSWER | fields)) == refusal
