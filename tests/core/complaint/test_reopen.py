"""A consumer takes the withdrawal back, once."""

from typing import Any

import pytest

from ombud.core.complaint import file, reopen, withdraw
from ombud.core.complaint.events.filing import ComplaintReopened
from ombud.core.complaint.rungs import NOT_THE_CONSUMER, TOO_LONG
from ombud.core.order.events import ComplaintOpened
from ombud.core.order.state import evolve
from ombud.core.words import NOTHING, Words
from tests.core.complaint.cast import (
    EXECUTED,
    HELD,
    NEGOTIATING,
    PLATFORM,
    REFUSED,
    WITHDRAWN,
    attempt,
    attempt_filing,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    CYRUS,
    HOUR,
    INSTANT,
    T0,
)

AT = T0 + 50 * HOUR
REOPENED = WITHDRAWN.then(reopen, CARLA, at=AT)
TWICE = REOPENED.then(withdraw, CARLA)


def test_it_goes_on_where_it_was_with_every_turn_anew() -> None:
    (event,) = REOPENED.events
    assert event == ComplaintReopened(by=CARLA, at=AT, words=NOTHING, deadlines=event.deadlines)
    assert [(one.kind, one.due_at) for one in event.deadlines] == [
        ("answer", AT + 48 * HOUR),
        ("negotiation", AT + 240 * HOUR),
    ]
    assert (REOPENED.state.stage, REOPENED.state.how, REOPENED.state.closed_at) == ("negotiating", None, None)
    assert REOPENED.order.complaints[0].live


@pytest.mark.parametrize(
    ("case", "stage", "kinds"),
    [
        (HELD, "received", ["admission"]),
        (REFUSED, "negotiating", ["choice", "negotiation"]),
        (PLATFORM, "platform", ["ruling"]),
    ],
)
def test_each_stage_goes_on_where_it_stopped(case: Any, stage: str, kinds: list[str]) -> None:
    again = case.then(withdraw, CARLA).then(reopen, CARLA)
    assert (again.state.stage, [one.kind for one in again.state.deadlines]) == (stage, kinds)
    assert again.state.held == case.state.held


def test_the_window_is_half_open() -> None:
    until = T0 + 100 * HOUR
    assert isinstance(attempt(reopen, WITHDRAWN, CARLA, at=until - INSTANT), tuple)
    assert attempt(reopen, WITHDRAWN, CARLA, at=until) == reopen.WINDOW_CLOSED.given(closed_at=until)


def test_it_is_not_reopened_beside_another_about_the_same() -> None:
    assert isinstance(attempt_filing(WITHDRAWN.order, complaint="c2", number="N2"), tuple)
    opened = ComplaintOpened(by=CARLA, at=AT, complaint="c2", number="N2", reason="quality", lines=("l1",))
    beside = WITHDRAWN._replace(order=evolve(WITHDRAWN.order, opened))
    assert attempt(reopen, beside, CARLA) == reopen.ALREADY_PENDING.given(number="N2")


def test_once_it_is_reopened_the_same_cannot_be_filed_beside_it() -> None:
    assert attempt_filing(REOPENED.order, complaint="c2") == file.ALREADY_PENDING.given(number="N1")


@pytest.mark.parametrize(
    ("case", "by", "at", "refusal"),
    [
        (WITHDRAWN, CYRUS, AT, NOT_THE_CONSUMER),
        (WITHDRAWN, BORIS, AT, NOT_THE_CONSUMER),
        (NEGOTIATING, CARLA, AT, reopen.STILL_OPEN),
        (EXECUTED, CARLA, AT, reopen.NOT_WITHDRAWN),
        (TWICE, CARLA, AT, reopen.REOPENED_BEFORE),
        (TWICE, CARLA, AT + 200 * HOUR, reopen.REOPENED_BEFORE),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, at: Any, refusal: object) -> None:
    assert attempt(reopen, case, by, at=at) == refusal


def test_the_reason_takes_no_more_words_than_anything_else() -> None:
    found = attempt(reopen, WITHDRAWN, CARLA, words=Words("x" * 201))
    assert found == TOO_LONG.given(words_max=200, words=201)
