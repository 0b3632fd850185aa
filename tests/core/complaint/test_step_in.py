"""The platform steps in by itself."""

from typing import Any

import pytest

from ombud.core.complaint import step_in
from ombud.core.complaint.rungs import CLOSED, NO_WORDS, NOT_YET_ADMITTED
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import EMPTY
from tests.core.complaint.cast import (
    EXECUTED,
    HELD,
    NEGOTIATING,
    PLATFORM,
    RULED,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    IRIS,
    RITA,
)


@pytest.mark.requirement("MP-3")
def test_the_platform_takes_a_case_with_the_reason_and_the_consumers_request_is_not_used_up() -> None:
    made = NEGOTIATING.then(step_in, RITA, words=SAID)
    (event,) = made.events
    assert (event.by, event.ground, event.words) == (RITA, "by-itself", SAID.kept)
    assert (made.state.stage, made.state.interventions, made.order.interventions) == ("platform", 0, ())


@pytest.mark.parametrize(
    ("case", "by", "words", "refusal"),
    [
        (NEGOTIATING, CARLA, SAID, NOT_STAFF),
        (NEGOTIATING, BORIS, SAID, NOT_STAFF),
        (NEGOTIATING, IRIS, SAID, NO_RIGHT),
        (EXECUTED, RITA, SAID, CLOSED.given(closed_at=EXECUTED.at)),
        (HELD, RITA, SAID, NOT_YET_ADMITTED.given(due_at=HELD.due("admission"))),
        (PLATFORM, RITA, SAID, step_in.RUNNING.given(number="N1")),
        (RULED, RITA, SAID, step_in.OWED),
        (NEGOTIATING, RITA, EMPTY, NO_WORDS),
        (PLATFORM, RITA, EMPTY, step_in.RUNNING.given(number="N1")),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, words: Any, refusal: object) -> None:
    assert attempt(step_in, case, by, words=words) == refusal
