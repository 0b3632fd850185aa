"""One side proposes a settlement, or counters one."""

from typing import Any

import pytest

from ombud.core.complaint import accept, ask_review, offer
from ombud.core.complaint.events.talk import OfferMade
from ombud.core.complaint.rungs import CLOSED, NOT_YOURS, TOO_LONG
from ombud.core.deadlines import Deadline
from ombud.core.money import Terms
from ombud.core.staff import NO_RIGHT
from ombud.core.words import Words
from tests.core.complaint.cast import (
    EXECUTED,
    HELD,
    IN_REVIEW,
    NEGOTIATING,
    OFFERED,
    PART,
    REFUND,
    REFUSED,
    RULED,
    attempt,
)
from tests.core.complaint.world import (
    BELA,
    BORIS,
    CARLA,
    CYRUS,
    HOUR,
    RITA,
    T0,
)


@pytest.mark.requirement("MP-2")
def test_an_offer_gives_the_other_side_a_turn() -> None:
    at = T0 + HOUR
    (made,) = OFFERED.events
    deadline = Deadline(
        kind="offer", on="consumer", from_at=at, due_at=at + 36 * HOUR, remind_at=at + 24 * HOUR, about="o1"
    )
    assert made == OfferMade(
        by=BORIS, at=at, offer="o1", side="merchant", terms=PART, words=Words("").kept, deadline=deadline
    )
    assert [one.kind for one in OFFERED.state.deadlines] == ["negotiation", "offer"]


def test_a_counter_offer_takes_the_place_of_the_one_it_answers() -> None:
    countered = OFFERED.then(offer, CARLA, terms=Terms(remedy="refund", amount=4_000))
    assert [(one.id, one.state) for one in countered.state.offers] == [("o1", "countered"), ("o2", "open")]
    assert [(one.kind, one.on, one.about) for one in countered.state.deadlines if one.about] == [
        ("offer", "merchant", "o2")
    ]


def test_a_shop_that_offers_has_answered() -> None:
    assert NEGOTIATING.then(offer, BORIS, terms=PART).state.answered == "explains"
    assert NEGOTIATING.then(offer, CARLA, terms=PART).state.answered is None


def test_an_offer_that_nobody_answers_lapses_and_the_case_goes_to_the_platform() -> None:
    waited = OFFERED.wait(OFFERED.due("offer"))
    assert [type(one).__name__ for one in waited.events] == ["DeadlineLapsed", "OfferLapsed", "PlatformSteppedIn"]
    assert (waited.state.intervened, waited.state.offers[0].state) == ("consumer-silent", "lapsed")
    shop_silent = REFUSED.then(offer, CARLA, terms=PART)
    assert shop_silent.wait(shop_silent.due("offer")).state.intervened == "offer-unanswered"


USED_UP = OFFERED.then(offer, CARLA, terms=REFUND).then(offer, BORIS, terms=PART)


@pytest.mark.parametrize(
    ("case", "by", "terms", "refusal"),
    [
        (OFFERED, CYRUS, PART, NOT_YOURS),
        (OFFERED, RITA, PART, NOT_YOURS),
        (OFFERED, BELA, PART, NO_RIGHT),
        (EXECUTED, CARLA, PART, CLOSED.given(closed_at=EXECUTED.at)),
        (HELD, CARLA, PART, offer.NOT_NOW),
        (RULED, BORIS, PART, offer.NOT_NOW),
        (IN_REVIEW, BORIS, PART, offer.NOT_NOW),
        (OFFERED, BORIS, PART, offer.YOURS_STANDS.given(due_at=OFFERED.due("offer"))),
        (USED_UP, CARLA, PART, offer.NO_MORE.given(counters_max=3)),
        (REFUSED, BORIS, Terms(remedy="refund"), offer.NO_AMOUNT),
        (REFUSED, BORIS, Terms(remedy="refund", amount=-1), offer.NO_AMOUNT),
        (REFUSED, BORIS, Terms(remedy="resend", amount=5), offer.NOT_MONEY),
        (REFUSED, BORIS, Terms(remedy="refund", amount=6_001), offer.TOO_MUCH.given(refundable=6_000)),
        (REFUSED, BORIS, Terms(remedy="compensation", amount=18_001), offer.TOO_MUCH_EXTRA.given(most=18_000)),
        (USED_UP, BORIS, Terms(remedy="refund"), offer.YOURS_STANDS.given(due_at=USED_UP.due("offer"))),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, terms: Terms, refusal: object) -> None:
    assert attempt(offer, case, by, terms=terms) == refusal


def test_an_offer_takes_no_more_words_than_anything_else() -> None:
    found = attempt(offer, REFUSED, BORIS, terms=PART, words=Words("x" * 201))
    assert found == TOO_LONG.given(words_max=200, words=201)


def test_what_a_case_outlived_no_longer_stands() -> None:
    assert ask_review.may(CARLA, OFFERED.attached(), OFFERED.policy, OFFERED.at) == ask_review.NO_RULING
    settled = OFFERED.then(offer, CARLA, terms=REFUND)
    done = settled.then(accept, BORIS, offer="o2")
    assert done.state.standing_offer is None
    assert attempt(accept, done, CARLA, offer="o1") == accept.NONE_STANDS
