"""A reviewer takes a case to work on."""

from typing import Any

import pytest

from ombud.core.complaint import claim
from ombud.core.complaint.events.work import CaseClaimed
from ombud.core.complaint.rungs import CLAIMED_BY_ANOTHER, CLOSED, DECIDED_BEFORE
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from tests.core.complaint.cast import (
    EXECUTED,
    IN_REVIEW,
    PLATFORM,
    attempt,
    ruled,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    IRIS,
    RITA,
    RUTH,
)

CLAIMED = PLATFORM.then(claim, RITA)


def test_a_claimed_case_is_one_reviewers_until_it_is_decided() -> None:
    assert CLAIMED.events == (CaseClaimed(by=RITA, at=PLATFORM.at),)
    assert CLAIMED.state.claimed_by == "rita"
    assert ruled(CLAIMED).state.claimed_by == ""


def test_a_case_that_is_late_is_taken_from_whoever_had_it() -> None:
    assert CLAIMED.wait(CLAIMED.due("ruling")).state.claimed_by == ""


@pytest.mark.parametrize(
    ("case", "by", "refusal"),
    [
        (PLATFORM, CARLA, NOT_STAFF),
        (PLATFORM, BORIS, NOT_STAFF),
        (PLATFORM, IRIS, NO_RIGHT),
        (EXECUTED, RITA, CLOSED.given(closed_at=EXECUTED.at)),
        (CLAIMED, RITA, claim.YOURS),
        (CLAIMED, RUTH, CLAIMED_BY_ANOTHER),
        (IN_REVIEW, RITA, DECIDED_BEFORE),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, refusal: object) -> None:
    assert attempt(claim, case, by) == refusal
