"""A ruling is carried into a penalty."""

from typing import Any

import pytest

from ombud.core.complaint import carry
from ombud.core.complaint.audience import audience
from ombud.core.complaint.events.work import CarriedIntoPenalty
from ombud.core.complaint.rungs import TOO_LONG
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import NOTHING, Words
from tests.core.complaint.cast import (
    EXECUTED,
    FOR_NOBODY,
    IN_REVIEW,
    PLATFORM,
    RULED,
    SETTLED,
    attempt,
    ruled,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    IRIS,
    RITA,
)

CARRIED = RULED.then(carry, RITA, violation="not-as-described")


@pytest.mark.requirement("MP-9")
def test_the_link_is_recorded_once_and_shown_to_the_shop() -> None:
    (event,) = CARRIED.events
    assert event == CarriedIntoPenalty(by=RITA, at=RULED.at, violation="not-as-described", words=NOTHING)
    assert CARRIED.state.penalty == "not-as-described"
    assert audience(event) == ("merchant", "platform")


def test_a_closed_case_and_one_in_which_both_are_liable_can_be_carried_too() -> None:
    for case in (EXECUTED, ruled(PLATFORM, liability="both", merchant_share=30)):
        assert isinstance(attempt(carry, case, RITA, violation="late"), tuple)


@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (RULED, CARLA, {}, NOT_STAFF),
        (RULED, BORIS, {}, NOT_STAFF),
        (RULED, IRIS, {}, NO_RIGHT),
        (SETTLED, RITA, {}, carry.NOT_LIABLE),
        (FOR_NOBODY, RITA, {}, carry.NOT_LIABLE),
        (IN_REVIEW, RITA, {}, carry.IN_REVIEW),
        (CARRIED, RITA, {}, carry.CARRIED.given(violation="not-as-described")),
        (RULED, RITA, {"violation": "Not as described"}, carry.NO_CODE),
        (RULED, RITA, {"violation": ""}, carry.NO_CODE),
        (RULED, RITA, {"violation": "x" * 65}, carry.NO_CODE),
        (RULED, RITA, {"words": Words("x" * 201)}, TOO_LONG.given(words_max=200, words=201)),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(carry, case, by, **({"violation": "late"} | fields)) == refusal
