"""A reviewer gives a case back to the queue."""

from typing import Any

import pytest

from ombud.core.complaint import claim, hand_back
from ombud.core.complaint.events.work import CaseHandedBack
from ombud.core.complaint.rungs import CLAIMED_BY_ANOTHER, CLOSED, NO_WORDS
from ombud.core.staff import NOT_STAFF
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
    OLGA,
    RITA,
    RUTH,
)

CLAIMED = PLATFORM.then(claim, RITA)


@pytest.mark.parametrize("by", [RITA, OLGA])
def test_the_one_who_has_it_or_who_oversees_gives_it_back_with_the_reason(by: Any) -> None:
    back = CLAIMED.then(hand_back, by, words=SAID)
    assert back.events == (CaseHandedBack(by=by, at=PLATFORM.at, words=SAID.kept),)
    assert back.state.claimed_by == ""


@pytest.mark.parametrize(
    ("case", "by", "words", "refusal"),
    [
        (CLAIMED, CARLA, SAID, NOT_STAFF),
        (CLAIMED, BORIS, SAID, NOT_STAFF),
        (EXECUTED, RITA, SAID, CLOSED.given(closed_at=EXECUTED.at)),
        (PLATFORM, RITA, SAID, hand_back.NOBODYS),
        (CLAIMED, RUTH, SAID, CLAIMED_BY_ANOTHER),
        (CLAIMED, RITA, EMPTY, NO_WORDS),
        (CLAIMED, RUTH, EMPTY, CLAIMED_BY_ANOTHER),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, words: Any, refusal: object) -> None:
    assert attempt(hand_back, case, by, words=words) == refusal
