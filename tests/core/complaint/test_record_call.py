"""A reviewer writes down a telephone call."""

from datetime import datetime
from typing import Any

import pytest

from ombud.core.complaint import record_call
from ombud.core.complaint.audience import audience
from ombud.core.complaint.events.talk import CallRecorded
from ombud.core.complaint.rungs import CLOSED, NO_WORDS, TOO_LONG
from ombud.core.staff import NOT_STAFF
from ombud.core.words import EMPTY, Words
from tests.core.complaint.cast import (
    EXECUTED,
    NEGOTIATING,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    HOUR,
    INSTANT,
    IRIS,
    T0,
)

CALL = {"to": "merchant", "called_at": T0 - HOUR, "phone": Words("139"), "answered": True, "who": SAID, "said": SAID}


@pytest.mark.requirement("MP-5")
def test_a_call_says_when_to_which_number_who_answered_and_what_was_said() -> None:
    (event,) = attempt(record_call, NEGOTIATING, IRIS, **CALL)
    assert event == CallRecorded(
        by=IRIS,
        at=T0,
        to="merchant",
        called_at=T0 - HOUR,
        phone=Words("139").kept,
        answered=True,
        who=SAID.kept,
        said=SAID.kept,
    )
    assert audience(event) == ("merchant", "platform")


def test_a_call_that_nobody_answered_needs_neither_a_name_nor_words() -> None:
    (event,) = attempt(record_call, NEGOTIATING, IRIS, **(CALL | {"answered": False, "who": EMPTY, "said": EMPTY}))
    assert not event.answered


@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (NEGOTIATING, CARLA, {}, NOT_STAFF),
        (NEGOTIATING, BORIS, {}, NOT_STAFF),
        (EXECUTED, IRIS, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (NEGOTIATING, IRIS, {"called_at": datetime(2026, 3, 1)}, record_call.NOT_AN_INSTANT),  # noqa: DTZ001
        (NEGOTIATING, IRIS, {"called_at": T0 + INSTANT}, record_call.NOT_YET.given(now=T0)),
        (NEGOTIATING, IRIS, {"phone": EMPTY}, NO_WORDS.at_field("phone")),
        (NEGOTIATING, IRIS, {"who": EMPTY}, NO_WORDS.at_field("who")),
        (NEGOTIATING, IRIS, {"said": EMPTY}, NO_WORDS.at_field("said")),
        (
            NEGOTIATING,
            IRIS,
            {"answered": False, "said": Words("x" * 201)},
            TOO_LONG.at_field("said").given(words_max=200, words=201),
        ),
        (EXECUTED, CARLA, {"phone": EMPTY}, NOT_STAFF),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(record_call, case, by, **(CALL | fields)) == refusal
