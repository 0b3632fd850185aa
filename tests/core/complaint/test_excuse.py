"""A side asks for more time, or says why it can't give what it was asked for."""

from typing import Any

import pytest

from ombud.core.complaint import excuse, refuse_excuse, submit
from ombud.core.complaint.events.intervention import ExcuseGiven
from ombud.core.complaint.rungs import CLOSED, NO_WORDS, NOT_WITH_PLATFORM, NOT_YOURS, TOO_LATE
from ombud.core.complaint.standing import awaiting
from ombud.core.deadlines import Deadline
from ombud.core.staff import NO_RIGHT
from ombud.core.words import EMPTY
from tests.core.complaint.cast import (
    ASKED,
    BOTH_ASKED,
    EXCUSED,
    EXECUTED,
    LOST,
    NEGOTIATING,
    PLATFORM,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BELA,
    BORIS,
    CARLA,
    CYRUS,
    HOUR,
    INSTANT,
    RITA,
)

FIELDS: dict[str, Any] = {"request": "r1", "kind": "more-time", "words": SAID}
REFUSED_ONCE = EXCUSED.then(refuse_excuse, RITA, request="r1", words=SAID)
DONE = ASKED.then(submit, BORIS, request="r1", words=SAID, declared_true=True)


@pytest.mark.requirement("MP-6")
def test_the_sides_time_stands_still_until_the_platform_answers() -> None:
    at = ASKED.at + 8 * HOUR
    deadline = Deadline(kind="excuse", on="platform", from_at=at, due_at=at + 20 * HOUR, about="r1")
    assert EXCUSED.events == (
        ExcuseGiven(by=BORIS, at=at, request="r1", kind="more-time", words=SAID.kept, deadline=deadline),
    )
    assert [one.kind for one in EXCUSED.state.deadlines] == ["ruling", "excuse"]
    assert EXCUSED.state.requests[0].left == 40 * 3600
    assert awaiting(EXCUSED.state) == "awaiting-excuse-answer"


@pytest.mark.requirement("MP-6")
@pytest.mark.parametrize(
    ("kind", "event", "hours"), [("more-time", "ExcuseGranted", 48), ("cannot", "ExcuseRefused", 48)]
)
def test_a_platform_that_doesnt_answer_takes_nothing_from_the_side(kind: Any, event: str, hours: int) -> None:
    given = ASKED.then(excuse, BORIS, **(FIELDS | {"kind": kind}))
    waited = given.wait(given.due("excuse"))
    assert [type(one).__name__ for one in waited.events] == ["DeadlineLapsed", event]
    assert waited.due("evidence") == given.due("excuse") + hours * HOUR


def test_an_excuse_is_in_time_until_before_the_evidence_is_due() -> None:
    due = ASKED.due("evidence")
    assert isinstance(attempt(excuse, ASKED, BORIS, at=due - INSTANT, **FIELDS), tuple)
    assert attempt(excuse, ASKED, BORIS, at=due, **FIELDS) == TOO_LATE.given(due_at=due)


@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (ASKED, CYRUS, {}, NOT_YOURS),
        (ASKED, RITA, {}, NOT_YOURS),
        (ASKED, BELA, {}, NO_RIGHT),
        (EXECUTED, BORIS, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (NEGOTIATING, BORIS, {}, NOT_WITH_PLATFORM),
        (PLATFORM, BORIS, {}, excuse.NOTHING_ASKED),
        (ASKED, CARLA, {}, excuse.NOTHING_ASKED),
        (LOST, BORIS, {}, excuse.NOTHING_ASKED),
        (DONE, BORIS, {}, excuse.NOTHING_ASKED),
        (EXCUSED, BORIS, {}, excuse.EXCUSED_BEFORE.given(due_at=EXCUSED.due("excuse"))),
        (REFUSED_ONCE, BORIS, {}, excuse.EXCUSED_BEFORE.given(due_at=REFUSED_ONCE.due("evidence"))),
        (ASKED, BORIS, {"request": "r9"}, excuse.NO_SUCH_REQUEST),
        (BOTH_ASKED, BORIS, {"request": "r1"}, excuse.NO_SUCH_REQUEST),
        (ASKED, BORIS, {"words": EMPTY}, NO_WORDS),
        (ASKED, BORIS, {"request": "r9", "words": EMPTY}, excuse.NO_SUCH_REQUEST),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(excuse, case, by, **(FIELDS | fields)) == refusal
