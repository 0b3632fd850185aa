"""The staff write an internal note."""

from typing import Any

import pytest

from ombud.core.complaint import note
from ombud.core.complaint.audience import audience
from ombud.core.complaint.events.work import CaseNoted
from ombud.core.complaint.rungs import NO_WORDS, TOO_LONG
from ombud.core.staff import NOT_STAFF
from ombud.core.words import EMPTY, Words
from tests.core.complaint.cast import (
    CLOSED_CASES,
    OPEN_CASES,
    PLATFORM,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    IRIS,
)


@pytest.mark.requirement("EV-2")
@pytest.mark.parametrize("case", [*OPEN_CASES, *CLOSED_CASES])
def test_a_note_can_be_made_at_any_time_and_only_the_staff_see_it(case: Any) -> None:
    (event,) = attempt(note, case, IRIS, words=SAID)
    assert event == CaseNoted(by=IRIS, at=case.at, words=SAID.kept)
    assert audience(event) == ("platform",)


@pytest.mark.parametrize(
    ("by", "words", "refusal"),
    [
        (CARLA, SAID, NOT_STAFF),
        (BORIS, SAID, NOT_STAFF),
        (IRIS, EMPTY, NO_WORDS),
        (IRIS, Words("x" * 201), TOO_LONG.given(words_max=200, words=201)),
        (CARLA, EMPTY, NOT_STAFF),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(by: Any, words: Any, refusal: object) -> None:
    assert attempt(note, PLATFORM, by, words=words) == refusal
