"""A consumer asks after the complaint."""

from typing import Any

import pytest

from ombud.core.complaint import nudge
from ombud.core.complaint.events.filing import ComplaintNudged
from ombud.core.complaint.rungs import CLOSED, NOT_THE_CONSUMER, TOO_LONG
from ombud.core.words import Words
from tests.core.complaint.cast import (
    ASKED,
    EXECUTED,
    HELD,
    NEGOTIATING,
    OFFERED,
    PLATFORM,
    SAID,
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

NUDGED = NEGOTIATING.then(nudge, CARLA, words=SAID)


@pytest.mark.requirement("CG-10")
@pytest.mark.parametrize(
    ("case", "on"), [(NEGOTIATING, "merchant"), (PLATFORM, "platform"), (HELD, "platform"), (ASKED, "merchant")]
)
def test_the_question_goes_to_whom_the_case_waits_for(case: Any, on: Any) -> None:
    assert attempt(nudge, case, CARLA, words=SAID) == (ComplaintNudged(by=CARLA, at=case.at, on=on, words=SAID.kept),)


def test_the_next_question_is_open_when_the_packs_span_is_over() -> None:
    again = T0 + 25 * HOUR
    refusal = nudge.TOO_SOON.given(nudged_at=T0, again_at=again)
    assert attempt(nudge, NUDGED, CARLA, at=again - INSTANT) == refusal
    assert isinstance(attempt(nudge, NUDGED, CARLA, at=again), tuple)


@pytest.mark.parametrize(
    ("case", "by", "refusal"),
    [
        (NEGOTIATING, CYRUS, NOT_THE_CONSUMER),
        (NEGOTIATING, BORIS, NOT_THE_CONSUMER),
        (NEGOTIATING, RITA, NOT_THE_CONSUMER),
        (EXECUTED, CARLA, CLOSED.given(closed_at=EXECUTED.at)),
        (OFFERED, CARLA, nudge.YOUR_TURN),
        (EXECUTED, CYRUS, NOT_THE_CONSUMER),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, refusal: object) -> None:
    assert attempt(nudge, case, by) == refusal


def test_a_question_takes_no_more_words_than_anything_else() -> None:
    found = attempt(nudge, NEGOTIATING, CARLA, words=Words("x" * 201))
    assert found == TOO_LONG.given(words_max=200, words=201)
