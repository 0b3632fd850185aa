"""A reviewer passes a case over."""

from typing import Any

import pytest

from ombud.core.complaint import claim, skip
from ombud.core.complaint.events.work import CaseSkipped
from ombud.core.complaint.rungs import CLAIMED_BY_ANOTHER, CLOSED, NO_WORDS
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import EMPTY
from tests.core.complaint.cast import (
    EXECUTED,
    PLATFORM,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    IRIS,
    RITA,
    RUTH,
)

CLAIMED = PLATFORM.then(claim, RITA)


@pytest.mark.parametrize("case", [PLATFORM, CLAIMED])
def test_the_reason_stands_on_record_and_the_case_is_free_again(case: Any) -> None:
    skipped = case.then(skip, RITA, words=SAID)
    assert skipped.events == (CaseSkipped(by=RITA, at=case.at, words=SAID.kept),)
    assert skipped.state.claimed_by == ""


@pytest.mark.parametrize(
    ("case", "by", "words", "refusal"),
    [
        (PLATFORM, CARLA, SAID, NOT_STAFF),
        (PLATFORM, BORIS, SAID, NOT_STAFF),
        (PLATFORM, IRIS, SAID, NO_RIGHT),
        (EXECUTED, RITA, SAID, CLOSED.given(closed_at=EXECUTED.at)),
        (CLAIMED, RUTH, SAID, CLAIMED_BY_ANOTHER),
        (PLATFORM, RITA, EMPTY, NO_WORDS),
        (CLAIMED, RUTH, EMPTY, CLAIMED_BY_ANOTHER),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, words: Any, refusal: object) -> None:
    assert attempt(skip, case, by, words=words) == refusal
