"""The other side declines an offer."""

from typing import Any

import pytest

from ombud.core.complaint import accept, answer, decline, offer
from ombud.core.complaint.events.talk import OfferDeclined
from ombud.core.complaint.rungs import CLOSED, NOT_YOURS, TOO_LATE, TOO_LONG
from ombud.core.staff import NO_RIGHT
from ombud.core.words import Words
from tests.core.complaint.cast import (
    EXECUTED,
    NEGOTIATING,
    OFFERED,
    PART,
    PLATFORM,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BELA,
    BORIS,
    CARLA,
    CYRUS,
    HOUR,
    INSTANT,
)

DECLINED = OFFERED.then(decline, CARLA, offer="o1", words=SAID)


@pytest.mark.requirement("MP-2")
def test_a_no_gives_the_consumer_a_turn() -> None:
    (event,) = DECLINED.events
    assert event == OfferDeclined(by=CARLA, at=OFFERED.at, offer="o1", words=SAID.kept, turn=event.turn)
    assert (event.turn.kind, event.turn.on, event.turn.due_at) == ("choice", "consumer", OFFERED.at + 72 * HOUR)


def test_within_the_platforms_hands_a_no_gives_nobody_a_turn() -> None:
    made = PLATFORM.then(offer, BORIS, terms=PART).then(decline, CARLA, offer="o1")
    assert made.events[0].turn is None
    assert [one.kind for one in made.state.deadlines] == ["ruling"]


def test_a_consumer_never_has_the_same_turn_twice() -> None:
    both = NEGOTIATING.then(offer, CARLA, terms=PART).then(answer, BORIS, stance="refuses", words=SAID)
    declined = both.then(decline, BORIS, at=both.at + HOUR, offer="o1")
    assert [one.kind for one in declined.state.deadlines] == ["negotiation", "choice"]


def test_an_offer_can_be_declined_until_before_it_lapses() -> None:
    due = OFFERED.due("offer")
    assert isinstance(attempt(decline, OFFERED, CARLA, at=due - INSTANT, offer="o1"), tuple)
    assert attempt(decline, OFFERED, CARLA, at=due, offer="o1") == TOO_LATE.given(due_at=due)


@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (OFFERED, CYRUS, {}, NOT_YOURS),
        (OFFERED, BELA, {}, NO_RIGHT),
        (EXECUTED, CARLA, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (NEGOTIATING, CARLA, {}, accept.NONE_STANDS),
        (OFFERED, BORIS, {}, accept.NONE_STANDS),
        (OFFERED, CARLA, {"words": Words("x" * 201)}, TOO_LONG.given(words_max=200, words=201)),
        (OFFERED, CARLA, {"offer": "o7"}, accept.ANOTHER_STANDS),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(decline, case, by, **({"offer": "o1"} | fields)) == refusal
