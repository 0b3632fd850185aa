"""A consumer asks the platform to step in."""

from typing import Any

import pytest

from ombud.core.complaint import accept, decline, escalate, offer
from ombud.core.complaint.events.intervention import InterventionAsked
from ombud.core.complaint.rungs import CLOSED, NOT_THE_CONSUMER, NOT_YET_ADMITTED, TOO_LONG
from ombud.core.order.events import PlatformAsked
from ombud.core.order.state import evolve
from ombud.core.words import Words
from tests.core.complaint.cast import (
    EXECUTED,
    HELD,
    IN_REVIEW,
    NEGOTIATING,
    OFFERED,
    PART,
    PLATFORM,
    REFUSED,
    RULED,
    SAID,
    SETTLED,
    WITHDRAWN,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    CYRUS,
    HOUR,
    INSTANT,
    RITA,
    T0,
)


@pytest.mark.requirement("MP-3")
def test_after_a_refusal_the_platform_takes_the_case_at_once() -> None:
    made = REFUSED.then(escalate, CARLA, words=SAID)
    assert made.events[0] == InterventionAsked(by=CARLA, at=REFUSED.at, words=SAID.kept)
    stepped = made.events[1]
    assert (stepped.ground, stepped.ruling.kind, stepped.ruling.on) == ("asked", "ruling", "platform")
    # Five working days after Monday: the end of the next Monday.
    assert stepped.ruling.due_at == T0.replace(day=10, hour=0)
    assert made.state.deadlines == (stepped.ruling,)
    assert made.order.interventions == ("N1",)


@pytest.mark.requirement("MP-3")
@pytest.mark.parametrize(
    "case",
    [
        OFFERED,
        OFFERED.then(decline, CARLA, offer="o1"),
        NEGOTIATING.then(offer, CARLA, terms=PART).then(decline, BORIS, offer="o1"),
    ],
)
def test_it_is_open_from_an_explanation_or_a_failed_offer_on(case: Any) -> None:
    made = case.then(escalate, CARLA)
    assert (made.state.stage, made.state.standing_offer) == ("platform", None)


@pytest.mark.requirement("MP-3")
def test_before_that_the_date_from_which_it_is_open_is_named() -> None:
    due = NEGOTIATING.due("answer")
    refusal = escalate.TOO_EARLY.given(possible_at=due)
    assert attempt(escalate, NEGOTIATING, CARLA, at=due - INSTANT) == refusal
    assert isinstance(attempt(escalate, NEGOTIATING, CARLA, at=due), tuple)
    offered = NEGOTIATING.then(offer, CARLA, terms=PART)
    assert attempt(escalate, offered, CARLA) == escalate.TOO_EARLY.given(possible_at=T0 + 36 * HOUR)


def test_for_one_order_the_platform_is_asked_once_and_takes_the_rest_by_itself() -> None:
    asked = PlatformAsked(by=CARLA, at=T0, complaint="c9", number="N9")
    second = REFUSED._replace(order=evolve(REFUSED.order, asked))
    assert attempt(escalate, second, CARLA) == escalate.USED_UP.given(
        interventions_max=1, number="N9", due_at=T0 + 240 * HOUR
    )
    assert second.wait(second.due("choice")).state.stage == "platform"


@pytest.mark.parametrize(
    ("case", "by", "refusal"),
    [
        (REFUSED, CYRUS, NOT_THE_CONSUMER),
        (REFUSED, BORIS, NOT_THE_CONSUMER),
        (REFUSED, RITA, NOT_THE_CONSUMER),
        (PLATFORM, CARLA, escalate.RUNNING.given(number="N1")),
        (IN_REVIEW, CARLA, escalate.RUNNING.given(number="N1")),
        (RULED, CARLA, escalate.DECIDED.given(number="N1", review_until=RULED.state.review_until)),
        (EXECUTED, CARLA, escalate.DECIDED.given(number="N1", review_until=RULED.state.review_until)),
        (WITHDRAWN, CARLA, CLOSED.given(closed_at=WITHDRAWN.at)),
        (HELD, CARLA, NOT_YET_ADMITTED.given(due_at=HELD.due("admission"))),
        (SETTLED, CARLA, escalate.SETTLED.given(due_at=SETTLED.due("execution"))),
        (PLATFORM, CYRUS, NOT_THE_CONSUMER),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, refusal: object) -> None:
    assert attempt(escalate, case, by) == refusal


def test_the_request_takes_no_more_words_than_anything_else() -> None:
    found = attempt(escalate, REFUSED, CARLA, words=Words("x" * 201))
    assert found == TOO_LONG.given(words_max=200, words=201)


@pytest.mark.requirement("MP-3")
def test_a_settlement_that_is_not_kept_comes_to_the_platform_by_itself() -> None:
    broken = OFFERED.then(accept, CARLA, offer="o1")
    waited = broken.wait(broken.due("execution"))
    assert (waited.state.stage, waited.state.intervened) == ("platform", "settlement-broken")
    assert waited.state.obligation is None
