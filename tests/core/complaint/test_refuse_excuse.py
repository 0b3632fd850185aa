"""The platform doesn't accept an excuse."""

from typing import Any

import pytest

from ombud.core.complaint import grant_excuse, refuse_excuse
from ombud.core.complaint.events.intervention import ExcuseRefused
from ombud.core.complaint.rungs import CLOSED, NO_WORDS, NOT_WITH_PLATFORM
from ombud.core.deadlines import Deadline
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import EMPTY
from tests.core.complaint.cast import (
    ASKED,
    EXCUSED,
    EXECUTED,
    NEGOTIATING,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    HOUR,
    IRIS,
    RITA,
)


@pytest.mark.requirement("MP-6")
def test_the_time_that_was_left_runs_again() -> None:
    at = EXCUSED.at + 5 * HOUR
    (event,) = attempt(refuse_excuse, EXCUSED, RITA, at=at, request="r1", words=SAID)
    back = Deadline(kind="evidence", on="merchant", from_at=at, due_at=at + 40 * HOUR, about="r1")
    assert event == ExcuseRefused(by=RITA, at=at, request="r1", words=SAID.kept, deadline=back)


@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (EXCUSED, CARLA, {}, NOT_STAFF),
        (EXCUSED, BORIS, {}, NOT_STAFF),
        (EXCUSED, IRIS, {}, NO_RIGHT),
        (EXECUTED, RITA, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (NEGOTIATING, RITA, {}, NOT_WITH_PLATFORM),
        (ASKED, RITA, {}, grant_excuse.NONE_WAITS),
        (EXCUSED, RITA, {"request": "r9"}, grant_excuse.NOT_EXCUSED),
        (EXCUSED, RITA, {"words": EMPTY}, NO_WORDS),
        (EXCUSED, RITA, {"request": "r9", "words": EMPTY}, grant_excuse.NOT_EXCUSED),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(refuse_excuse, case, by, **({"request": "r1", "words": SAID} | fields)) == refusal
