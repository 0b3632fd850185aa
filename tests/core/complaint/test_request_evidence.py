"""The platform asks one side, or both, to prove something."""

from typing import Any

import pytest

from ombud.core.complaint import request_evidence, submit
from ombud.core.complaint.events.intervention import EvidenceRequested
from ombud.core.complaint.rungs import CLOSED, NO_WORDS, NOT_WITH_PLATFORM
from ombud.core.complaint.standing import awaiting
from ombud.core.deadlines import Deadline
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import EMPTY
from tests.core.complaint.cast import (
    ASKED,
    BOTH_ASKED,
    EXECUTED,
    IN_REVIEW,
    NEGOTIATING,
    PLATFORM,
    PROPOSED,
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

GIVEN = {"words": SAID, "declared_true": True}
TWO_ASKED = BOTH_ASKED.then(submit, CARLA, request="r1", **GIVEN).then(submit, BORIS, request="r2", **GIVEN)
THREE_ASKED = TWO_ASKED.then(request_evidence, RITA, of="consumer", words=SAID).then(
    submit, CARLA, request="r3", **GIVEN
)
FOUR_ASKED = TWO_ASKED.then(request_evidence, RITA, of="both", words=SAID)


@pytest.mark.requirement("MP-4")
def test_a_request_names_the_side_the_things_and_the_deadline() -> None:
    at = ASKED.at
    deadline = Deadline(
        kind="evidence", on="merchant", from_at=at, due_at=at + 48 * HOUR, remind_at=at + 36 * HOUR, about="r1"
    )
    assert ASKED.events == (
        EvidenceRequested(
            by=RITA, at=at, request="r1", of="merchant", items=("chat",), words=SAID.kept, deadline=deadline
        ),
    )
    assert awaiting(ASKED.state) == "awaiting-merchant-evidence"


@pytest.mark.requirement("MP-4")
def test_both_sides_have_a_request_of_their_own() -> None:
    assert [(one.id, one.of) for one in BOTH_ASKED.state.requests] == [("r1", "consumer"), ("r2", "merchant")]
    assert awaiting(BOTH_ASKED.state) == "awaiting-both-evidence"
    answered = BOTH_ASKED.then(submit, CARLA, request="r1", **GIVEN)
    assert awaiting(answered.state) == "awaiting-merchant-evidence"


def test_a_review_can_ask_for_evidence_too() -> None:
    assert isinstance(attempt(request_evidence, IN_REVIEW, RITA, of="both", words=SAID), tuple)


@pytest.mark.requirement("MP-5")
def test_a_side_is_reminded_before_its_time_is_over() -> None:
    waited = ASKED.wait(ASKED.at + 36 * HOUR)
    (event,) = waited.events
    assert (type(event).__name__, event.kind, event.on, event.about) == ("PartyReminded", "evidence", "merchant", "r1")


@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (PLATFORM, CARLA, {}, NOT_STAFF),
        (PLATFORM, BORIS, {}, NOT_STAFF),
        (PLATFORM, IRIS, {}, NO_RIGHT),
        (EXECUTED, RITA, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (NEGOTIATING, RITA, {}, NOT_WITH_PLATFORM),
        (PROPOSED, RITA, {}, request_evidence.PROPOSED),
        (FOUR_ASKED, RITA, {}, request_evidence.NO_MORE.given(requests_max=4)),
        (THREE_ASKED, RITA, {"of": "both"}, request_evidence.NO_MORE.given(requests_max=4)),
        (ASKED, RITA, {"of": "merchant"}, request_evidence.ASKED),
        (ASKED, RITA, {"of": "both"}, request_evidence.ASKED),
        (PLATFORM, RITA, {"items": ("alibi",)}, request_evidence.NO_SUCH_KIND.given(kind="alibi")),
        (PLATFORM, RITA, {"words": EMPTY}, NO_WORDS),
        (NEGOTIATING, CARLA, {"words": EMPTY}, NOT_STAFF),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(request_evidence, case, by, **({"of": "consumer", "words": SAID} | fields)) == refusal
