"""What came of a case outside the platform."""

from typing import Any

import pytest

from ombud.core.complaint import record_outcome, take_elsewhere
from ombud.core.complaint.events.work import ElsewhereDecided
from ombud.core.complaint.rungs import NO_WORDS, NOT_YOURS
from ombud.core.staff import NO_RIGHT
from ombud.core.words import EMPTY
from tests.core.complaint.cast import (
    EXECUTED,
    FOR_NOBODY,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BELA,
    BORIS,
    CARLA,
    CYRUS,
    IMPORTER,
    IRIS,
)

TAKEN = FOR_NOBODY.then(take_elsewhere, CARLA, where="court")


@pytest.mark.requirement("CG-8")
@pytest.mark.parametrize("by", [CARLA, BORIS, IRIS])
def test_either_side_or_the_staff_record_it_and_the_latest_holds(by: Any) -> None:
    first = TAKEN.then(record_outcome, by, outcome="partly", words=SAID)
    assert first.events == (ElsewhereDecided(by=by, at=TAKEN.at, outcome="partly", words=SAID.kept),)
    assert first.then(record_outcome, BORIS, outcome="settled", words=SAID).state.outcome == "settled"


@pytest.mark.parametrize(
    ("case", "by", "words", "refusal"),
    [
        (TAKEN, CYRUS, SAID, NOT_YOURS),
        (TAKEN, IMPORTER, SAID, NOT_YOURS),
        (TAKEN, BELA, SAID, NO_RIGHT),
        (EXECUTED, CARLA, SAID, record_outcome.NOT_ELSEWHERE),
        (TAKEN, CARLA, EMPTY, NO_WORDS),
        (EXECUTED, CARLA, EMPTY, record_outcome.NOT_ELSEWHERE),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, words: Any, refusal: object) -> None:
    assert attempt(record_outcome, case, by, outcome="partly", words=words) == refusal
