"""A side marks that the case goes on outside the platform."""

from typing import Any

import pytest

from ombud.core.complaint import ask_review, take_elsewhere
from ombud.core.complaint.events.work import TakenElsewhere
from ombud.core.complaint.rungs import NOT_YOURS, TOO_LONG
from ombud.core.staff import NO_RIGHT
from ombud.core.words import Words
from tests.core.complaint.cast import (
    EXECUTED,
    FOR_NOBODY,
    IN_REVIEW,
    RULED,
    SAID,
    WITHDRAWN,
    attempt,
)
from tests.core.complaint.world import (
    BELA,
    BORIS,
    CARLA,
    CYRUS,
    RITA,
)

TAKEN = FOR_NOBODY.then(take_elsewhere, CARLA, where="court", reference=Words("1 C 23/26"))


@pytest.mark.requirement("CG-8")
def test_after_the_final_word_it_is_marked_where_the_case_went() -> None:
    assert TAKEN.events == (
        TakenElsewhere(by=CARLA, at=FOR_NOBODY.at, where="court", reference=Words("1 C 23/26").kept),
    )
    assert (TAKEN.state.elsewhere, TAKEN.state.stage) == ("court", "closed")
    assert isinstance(attempt(take_elsewhere, EXECUTED, BORIS, where="arbitration"), tuple)


@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (EXECUTED, CYRUS, {}, NOT_YOURS),
        (EXECUTED, RITA, {}, NOT_YOURS),
        (EXECUTED, BELA, {}, NO_RIGHT),
        (RULED, CARLA, {}, take_elsewhere.NO_FINAL_WORD),
        (IN_REVIEW, CARLA, {}, take_elsewhere.NO_FINAL_WORD),
        (EXECUTED.then(ask_review, BORIS, words=SAID), CARLA, {}, take_elsewhere.NO_FINAL_WORD),
        (WITHDRAWN, CARLA, {}, take_elsewhere.NO_FINAL_WORD),
        (TAKEN, BORIS, {}, take_elsewhere.TAKEN),
        (
            EXECUTED,
            CARLA,
            {"reference": Words("x" * 201)},
            TOO_LONG.at_field("reference").given(words_max=200, words=201),
        ),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(take_elsewhere, case, by, **({"where": "court"} | fields)) == refusal
