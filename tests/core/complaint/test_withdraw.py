"""A consumer takes the complaint back."""

from typing import Any

import pytest

from ombud.core.complaint import reopen, withdraw
from ombud.core.complaint.events.filing import ComplaintClosed, ComplaintWithdrawn
from ombud.core.complaint.rungs import CLOSED, NOT_THE_CONSUMER, TOO_LONG
from ombud.core.words import NOTHING, Words
from tests.core.complaint.cast import (
    ASKED,
    EXECUTED,
    HELD,
    IN_REVIEW,
    NEGOTIATING,
    OFFERED,
    PROPOSED,
    PROVED,
    RULED,
    SETTLED,
    WITHDRAWN,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    CYRUS,
    HOUR,
    RITA,
    T0,
)


@pytest.mark.requirement("CG-4")
def test_a_withdrawn_complaint_is_closed_and_can_be_reopened_for_a_while() -> None:
    assert WITHDRAWN.events == (
        ComplaintWithdrawn(by=CARLA, at=T0, words=NOTHING, reopen_until=T0 + 100 * HOUR),
        ComplaintClosed(by=CARLA, at=T0, how="withdrawn"),
    )
    assert (WITHDRAWN.state.stage, WITHDRAWN.state.deadlines) == ("closed", ())
    assert not WITHDRAWN.order.complaints[0].live


def test_one_that_was_reopened_is_withdrawn_for_good() -> None:
    again = WITHDRAWN.then(reopen, CARLA).then(withdraw, CARLA)
    assert again.events[0] == ComplaintWithdrawn(by=CARLA, at=T0, words=NOTHING, reopen_until=None)
    assert (again.state.stage, again.state.reopen_until) == ("closed", None)


@pytest.mark.parametrize("case", [HELD, NEGOTIATING, OFFERED, ASKED, PROPOSED])
def test_it_can_be_withdrawn_until_something_is_owed_and_nobody_waits_any_more(case: Any) -> None:
    state = case.then(withdraw, CARLA).state
    assert (state.standing_offer, state.open_requests, state.proposed) == (None, (), None)


@pytest.mark.parametrize(
    ("case", "by", "refusal"),
    [
        (NEGOTIATING, CYRUS, NOT_THE_CONSUMER),
        (NEGOTIATING, BORIS, NOT_THE_CONSUMER),
        (NEGOTIATING, RITA, NOT_THE_CONSUMER),
        (EXECUTED, CARLA, CLOSED.given(closed_at=EXECUTED.at)),
        (SETTLED, CARLA, withdraw.OWED),
        (RULED, CARLA, withdraw.OWED),
        (PROVED, CARLA, withdraw.OWED),
        (IN_REVIEW, CARLA, withdraw.RULED),
        (EXECUTED, CYRUS, NOT_THE_CONSUMER),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, refusal: object) -> None:
    assert attempt(withdraw, case, by) == refusal


def test_the_reason_takes_no_more_words_than_anything_else() -> None:
    found = attempt(withdraw, NEGOTIATING, CARLA, words=Words("x" * 201))
    assert found == TOO_LONG.given(words_max=200, words=201)
