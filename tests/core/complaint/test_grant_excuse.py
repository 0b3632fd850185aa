"""The platform grants more time, or accepts that a side can't."""

from typing import Any

import pytest

from ombud.core.complaint import excuse, grant_excuse
from ombud.core.complaint.events.intervention import ExcuseGranted
from ombud.core.complaint.rungs import CLOSED, NOT_WITH_PLATFORM, TOO_LONG
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import Words
from tests.core.complaint.cast import (
    ASKED,
    BOTH_ASKED,
    EXCUSED,
    EXECUTED,
    NEGOTIATING,
    SAID,
    attempt,
    ruled,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    HOUR,
    IRIS,
    RITA,
)


@pytest.mark.requirement("MP-6")
def test_more_time_is_never_less_than_what_was_left() -> None:
    early = EXCUSED.then(grant_excuse, RITA, request="r1", words=SAID)
    (event,) = early.events
    assert event == ExcuseGranted(by=RITA, at=EXCUSED.at, request="r1", words=SAID.kept, deadline=event.deadline)
    assert early.due("evidence") == EXCUSED.at + 40 * HOUR
    last_minute = ASKED.then(
        excuse, BORIS, at=ASKED.due("evidence") - HOUR, request="r1", kind="more-time", words=SAID
    ).then(grant_excuse, RITA, request="r1")
    assert last_minute.due("evidence") == last_minute.at + 30 * HOUR


@pytest.mark.requirement("MP-6")
def test_a_cannot_that_is_accepted_costs_the_side_nothing() -> None:
    cannot = ASKED.then(excuse, BORIS, request="r1", kind="cannot", words=SAID)
    granted = cannot.then(grant_excuse, RITA, request="r1")
    assert granted.events[0].deadline is None
    assert (granted.state.requests[0].state, [one.kind for one in granted.state.deadlines]) == ("excused", ["ruling"])
    assert ruled(granted).state.ruling.silent == ()  # type: ignore[union-attr]


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
        (
            BOTH_ASKED.then(excuse, BORIS, request="r2", kind="cannot", words=SAID),
            RITA,
            {"request": "r1"},
            grant_excuse.NOT_EXCUSED,
        ),
        (EXCUSED, RITA, {"words": Words("x" * 201)}, TOO_LONG.given(words_max=200, words=201)),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(grant_excuse, case, by, **({"request": "r1"} | fields)) == refusal
