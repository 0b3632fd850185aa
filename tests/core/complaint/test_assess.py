"""The platform says of evidence whether it counts."""

from typing import Any

import pytest

from ombud.core.complaint import assess
from ombud.core.complaint.events.intervention import EvidenceAssessed
from ombud.core.complaint.rungs import CLOSED, NO_WORDS, NOT_WITH_PLATFORM
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import EMPTY
from tests.core.complaint.cast import (
    EXECUTED,
    NEGOTIATING,
    PLATFORM,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    IRIS,
    RITA,
)

FIELDS: dict[str, Any] = {"exhibit": "photo-1", "counts": False, "words": SAID}
ASSESSED = PLATFORM.then(assess, RITA, **FIELDS)


@pytest.mark.requirement("MP-4")
def test_it_says_whether_and_why_and_the_latest_word_holds() -> None:
    assert ASSESSED.events == (
        EvidenceAssessed(by=RITA, at=PLATFORM.at, exhibit="photo-1", counts=False, words=SAID.kept),
    )
    assert ASSESSED.state.exhibits[0].counts is False
    again = ASSESSED.then(assess, RITA, **(FIELDS | {"counts": True}))
    assert again.state.exhibits[0].counts is True


@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (PLATFORM, CARLA, {}, NOT_STAFF),
        (PLATFORM, BORIS, {}, NOT_STAFF),
        (PLATFORM, IRIS, {}, NO_RIGHT),
        (EXECUTED, RITA, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (NEGOTIATING, RITA, {}, NOT_WITH_PLATFORM),
        (PLATFORM, RITA, {"exhibit": "photo-9"}, assess.NO_SUCH_EXHIBIT.given(exhibit="photo-9")),
        (PLATFORM, RITA, {"words": EMPTY}, NO_WORDS),
        (NEGOTIATING, RITA, {"words": EMPTY}, NOT_WITH_PLATFORM),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(assess, case, by, **(FIELDS | fields)) == refusal
