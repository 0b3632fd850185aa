"""Who bought rates once it came, changes it for a while, says nothing unfit; and the shop answers once."""

from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.order import answer_rating, rate
from ombud.core.order.answer_rating import AnswerRating
from ombud.core.order.events import ComplaintEnded, ComplaintOpened
from ombud.core.order.rate import RateOrder
from ombud.core.order.state import Order, evolve
from ombud.core.policy.pack import DoorRule
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from tests.core.order.world import ANA, BORIS, DAY, INSTANT, OTTO, POLICY, RITA, SAM, T0, VERA, facts, told

DOOR = (DoorRule(code="abuse", does="warn", patterns=("idiots",)),)
RULES = replace(POLICY, pack=replace(POLICY.pack, door=DOOR))
CAME = told(facts(status="completed"))


def rating(order: Order, by: Any = ANA, at: Any = T0 + DAY, stars: int = 4, words: str = "Good mug.") -> Any:
    command = RateOrder(by=by, at=at, order="o1", stars=stars, words=Words(words))
    outcome = rate.decide(command, order, RULES)
    return outcome if isinstance(outcome, Refusal) else evolve(order, outcome[0])


def answering(order: Order, by: Any = BORIS, words: str = "Thank you.") -> Any:
    command = AnswerRating(by=by, at=T0 + 2 * DAY, order="o1", words=Words(words))
    outcome = answer_rating.decide(command, order, RULES)
    return outcome if isinstance(outcome, Refusal) else evolve(order, outcome[0])


def complained(order: Order, *, live: bool) -> Order:
    opened = ComplaintOpened(by=ANA, at=T0, complaint="c1", number="N1", reason="quality", lines=("l1",))
    order = evolve(order, opened)
    return order if live else evolve(order, ComplaintEnded(by=RITA, at=T0, complaint="c1"))


def test_stars_and_words_stand_and_the_event_holds_no_words() -> None:
    rated = rating(CAME)

    assert (rated.rating.stars, rated.rating.at, rated.rating.changed_at) == (4, T0 + DAY, None)
    assert "Good mug" not in repr(rated)
    assert rating(CAME, words="").rating.words == ""


@pytest.mark.parametrize(
    ("order", "allowed"),
    [
        (told(facts(status="completed")), True),
        (told(facts(status="shipped", delivered_at=T0)), True),
        (told(facts(status="shipped")), False),
        (told(facts(status="canceled")), False),
        (complained(told(facts(status="shipped")), live=True), False),
        (complained(told(facts(status="shipped")), live=False), True),
        (complained(told(facts(status="canceled")), live=False), True),
    ],
)
def test_it_is_rated_once_it_came_or_once_a_case_about_it_is_closed(order: Order, allowed: bool) -> None:
    outcome = rating(order)

    assert isinstance(outcome, Order) if allowed else outcome.code == "not-received-yet"


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"by": OTTO}, "buyer-rates"),
    ({"by": BORIS}, "buyer-rates"),
    ({"by": RITA}, "buyer-rates"),
    ({"stars": 0}, "stars-one-to-five"),
    ({"stars": 6}, "stars-one-to-five"),
    ({"words": "x" * 501}, "too-many-words"),
    ({"words": "You IDIOTS."}, "words-not-for-everybody"),
]


@pytest.mark.parametrize(("changed", "code"), REFUSED)
def test_what_is_not_allowed_is_refused_by_name(changed: dict[str, Any], code: str) -> None:
    outcome = rating(CAME, **changed)

    assert isinstance(outcome, Refusal)
    assert outcome.code == code


def test_an_order_of_an_unknown_shop_rates_nobody() -> None:
    assert rating(told(facts(status="completed", shop=""))).code == "order-without-seller"


def test_it_can_be_changed_until_its_window_closes_and_counts_from_the_first_day() -> None:
    first, end = rating(CAME), RULES.end(RULES.pack.ratings.change, T0 + DAY)

    changed = rating(first, at=end - INSTANT, stars=2)
    assert (changed.rating.stars, changed.rating.at, changed.rating.changed_at) == (2, T0 + DAY, end - INSTANT)
    late = rating(first, at=end)
    assert (late.code, late.facts) == ("rating-stands", {"until": end})
    assert rating(rating(CAME, words=""), words="").code == "nothing-changed"


def test_the_shop_answers_once() -> None:
    answered = answering(rating(CAME))

    assert answered.rating.answered_at == T0 + 2 * DAY
    assert answering(answered).code == "rating-answered"
    assert rating(answered, stars=5).rating.answered_at == T0 + 2 * DAY
    told_no = [
        answering(CAME),
        answering(rating(CAME), by=VERA),
        answering(rating(CAME), by=SAM),
        answering(rating(CAME), by=ANA),
        answering(rating(CAME), words=" "),
        answering(rating(CAME), words="Idiots!"),
    ]
    assert [one.code for one in told_no] == [
        "not-rated", "no-right", "seller-only", "seller-only", "no-words", "words-not-for-everybody",
    ]  # fmt: skip
