"""The platform finds the proof good."""

from typing import Any

import pytest

from ombud.core.complaint import prove, verify
from ombud.core.complaint.events.execution import ExecutionVerified
from ombud.core.complaint.events.filing import ComplaintClosed
from ombud.core.complaint.rungs import CLOSED, TOO_LONG
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import NOTHING, Words
from tests.core.complaint.cast import (
    ADVANCED,
    EXECUTED,
    PROVED,
    RULED,
    SETTLED,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    IRIS,
    RITA,
    RUTH,
)

NUMBER: dict[str, Any] = {"proof": "refund-number", "reference": Words("1234567")}


@pytest.mark.requirement("MP-8")
def test_a_verified_proof_closes_the_case() -> None:
    assert EXECUTED.events == (
        ExecutionVerified(by=RITA, at=PROVED.at, words=NOTHING),
        ComplaintClosed(by=RITA, at=PROVED.at, how="executed"),
    )
    assert (EXECUTED.state.given, EXECUTED.state.refunded) == (6_000, 6_000)
    assert EXECUTED.order.refunds == {"c1": 6_000}
    assert not EXECUTED.order.complaints[0].live


@pytest.mark.requirement("MP-9")
@pytest.mark.parametrize(("case", "by", "how"), [(SETTLED, BORIS, "settled"), (ADVANCED, RUTH, "advanced")])
def test_how_it_ended_says_who_did_it_and_why(case: Any, by: Any, how: str) -> None:
    ended = case.then(prove, by, **NUMBER).then(verify, RITA)
    assert (ended.state.how, ended.state.loss) == (how, 6_000 if how == "advanced" else 0)


@pytest.mark.requirement("EV-4")
def test_a_proof_that_nobody_checks_escalates() -> None:
    late = PROVED.wait(PROVED.due("verification"))
    assert (late.state.stage, late.state.overdue) == ("verifying", 1)


@pytest.mark.parametrize(
    ("case", "by", "refusal"),
    [
        (PROVED, CARLA, NOT_STAFF),
        (PROVED, BORIS, NOT_STAFF),
        (PROVED, IRIS, NO_RIGHT),
        (EXECUTED, RITA, CLOSED.given(closed_at=EXECUTED.at)),
        (RULED, RITA, verify.NO_PROOF),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, refusal: object) -> None:
    assert attempt(verify, case, by) == refusal


def test_its_words_are_no_longer_than_any() -> None:
    assert attempt(verify, PROVED, RITA, words=Words("x" * 201)) == TOO_LONG.given(words_max=200, words=201)
