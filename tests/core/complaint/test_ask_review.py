"""A side asks for a review of the ruling."""

from typing import Any

import pytest

from ombud.core.complaint import ask_review, take_elsewhere
from ombud.core.complaint.events.ruling import ReviewAsked
from ombud.core.complaint.rungs import NO_WORDS, NOT_YOURS
from ombud.core.deadlines import Deadline
from ombud.core.staff import NO_RIGHT
from ombud.core.words import EMPTY
from tests.core.complaint.cast import (
    EXECUTED,
    FOR_NOBODY,
    IN_REVIEW,
    NEGOTIATING,
    PROVED,
    REVIEWED,
    RULED,
    SAID,
    SETTLED,
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


@pytest.mark.requirement("MP-11")
def test_the_case_goes_back_to_the_platform_and_what_is_owed_waits() -> None:
    at = RULED.at
    deadline = Deadline(kind="review", on="platform", from_at=at, due_at=at + 150 * HOUR)
    assert IN_REVIEW.events == (ReviewAsked(by=BORIS, at=at, side="merchant", words=SAID.kept, deadline=deadline),)
    assert (IN_REVIEW.state.stage, IN_REVIEW.state.deadlines) == ("platform", (deadline,))
    assert IN_REVIEW.order.refunds == {"c1": 6_000}


@pytest.mark.requirement("MP-11")
@pytest.mark.parametrize("case", [RULED, PROVED, EXECUTED, FOR_NOBODY])
def test_both_sides_can_ask_also_when_the_case_is_closed(case: Any) -> None:
    for by in (CARLA, BORIS):
        asked = case.then(ask_review, by, words=SAID)
        assert (asked.state.stage, asked.state.closed_at, asked.state.how) == ("platform", None, None)


def test_the_window_is_half_open() -> None:
    until = RULED.state.review_until
    assert until is not None
    assert isinstance(attempt(ask_review, EXECUTED, CARLA, at=until - INSTANT, words=SAID), tuple)
    refusal = ask_review.WINDOW_CLOSED.given(closed_at=until)
    assert attempt(ask_review, EXECUTED, CARLA, at=until, words=SAID) == refusal


@pytest.mark.parametrize(
    ("case", "by", "words", "refusal"),
    [
        (RULED, CYRUS, SAID, NOT_YOURS),
        (RULED, RITA, SAID, NOT_YOURS),
        (RULED, BELA, SAID, NO_RIGHT),
        (IN_REVIEW, CARLA, SAID, ask_review.ASKED_BEFORE),
        (REVIEWED, CARLA, SAID, ask_review.ASKED_BEFORE),
        (NEGOTIATING, CARLA, SAID, ask_review.NO_RULING),
        (SETTLED, CARLA, SAID, ask_review.NO_RULING),
        (EXECUTED.then(take_elsewhere, CARLA, where="court"), BORIS, SAID, ask_review.TAKEN_ELSEWHERE),
        (RULED, CARLA, EMPTY, NO_WORDS),
        (IN_REVIEW, CARLA, EMPTY, ask_review.ASKED_BEFORE),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, words: Any, refusal: object) -> None:
    assert attempt(ask_review, case, by, words=words) == refusal
