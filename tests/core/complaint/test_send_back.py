"""The platform doesn't find the proof good."""

from typing import Any

import pytest

from ombud.core.complaint import prove, send_back, verify
from ombud.core.complaint.events.execution import ProofSentBack
from ombud.core.complaint.rungs import CLOSED, NO_WORDS
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import EMPTY, Words
from tests.core.complaint.cast import (
    ADVANCED,
    EXECUTED,
    PROVED,
    RULED,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    HOUR,
    IRIS,
    RITA,
)

BACK = PROVED.then(send_back, RITA, words=SAID)


@pytest.mark.requirement("MP-8")
def test_it_is_owed_still_with_reasons_and_a_new_time() -> None:
    (event,) = BACK.events
    assert event == ProofSentBack(by=RITA, at=PROVED.at, words=SAID.kept, deadline=event.deadline)
    assert (event.deadline.kind, event.deadline.on, event.deadline.due_at) == (
        "execution",
        "merchant",
        PROVED.at + 49 * HOUR,
    )
    assert (BACK.state.stage, BACK.state.given) == ("executing", 0)


def test_what_the_platform_owes_goes_back_to_the_platform() -> None:
    proved = ADVANCED.then(prove, RITA, proof="refund-number", reference=Words("1234567"))
    back = proved.then(send_back, RITA, words=SAID)
    assert [(one.kind, one.on) for one in back.state.deadlines] == [("advance", "platform")]


@pytest.mark.parametrize(
    ("case", "by", "words", "refusal"),
    [
        (PROVED, CARLA, SAID, NOT_STAFF),
        (PROVED, BORIS, SAID, NOT_STAFF),
        (PROVED, IRIS, SAID, NO_RIGHT),
        (EXECUTED, RITA, SAID, CLOSED.given(closed_at=EXECUTED.at)),
        (RULED, RITA, SAID, verify.NO_PROOF),
        (PROVED, RITA, EMPTY, NO_WORDS),
        (RULED, RITA, EMPTY, verify.NO_PROOF),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, words: Any, refusal: object) -> None:
    assert attempt(send_back, case, by, words=words) == refusal
