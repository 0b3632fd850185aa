"""A second person sends a proposed ruling back."""

from typing import Any

import pytest

from ombud.core.complaint import approve, ask_review, decide_review, reject, rule
from ombud.core.complaint.events.ruling import RulingSentBack
from ombud.core.complaint.rungs import CLOSED, NO_WORDS
from ombud.core.money import Terms
from ombud.core.people import Reviewer
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import EMPTY
from tests.core.complaint.cast import (
    EXECUTED,
    FINDINGS,
    PLATFORM,
    PROPOSED,
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

BACK = PROPOSED.then(reject, RUTH, words=SAID)
LARGE: dict[str, Any] = FINDINGS | {"terms": Terms(remedy="refund", amount=9_000)}


def test_the_platforms_time_to_rule_starts_anew() -> None:
    (event,) = BACK.events
    assert event == RulingSentBack(by=RUTH, at=PROPOSED.at, words=SAID.kept, deadline=event.deadline)
    assert (BACK.state.proposed, [one.kind for one in BACK.state.deadlines]) == (None, ["ruling"])
    assert BACK.then(rule, RUTH, **FINDINGS).state.stage == "executing"


def test_within_a_review_whoever_may_decide_it_still_may() -> None:
    third, fourth = (Reviewer(id=one, rights=("rule", "approve")) for one in ("third", "fourth"))
    review = PROPOSED.then(approve, RUTH).then(ask_review, BORIS, words=SAID)
    back = review.then(decide_review, third, upheld=False, words=SAID, **LARGE).then(reject, fourth, words=SAID)
    assert [one.kind for one in back.state.deadlines] == ["review"]
    assert back.state.ruled_by == ("rita", "ruth")
    assert isinstance(attempt(decide_review, back, third, upheld=True, words=SAID), tuple)


@pytest.mark.parametrize(
    ("case", "by", "words", "refusal"),
    [
        (PROPOSED, CARLA, SAID, NOT_STAFF),
        (PROPOSED, BORIS, SAID, NOT_STAFF),
        (PROPOSED, IRIS, SAID, NO_RIGHT),
        (EXECUTED, RUTH, SAID, CLOSED.given(closed_at=EXECUTED.at)),
        (PLATFORM, RUTH, SAID, approve.NONE_WAITS),
        (PROPOSED, RITA, SAID, approve.YOUR_OWN),
        (PROPOSED, RUTH, EMPTY, NO_WORDS),
        (PROPOSED, RITA, EMPTY, approve.YOUR_OWN),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, words: Any, refusal: object) -> None:
    assert attempt(reject, case, by, words=words) == refusal
