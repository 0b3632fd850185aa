"""The platform accepts a complaint that waited."""

from typing import Any

import pytest

from ombud.core.complaint import admit
from ombud.core.complaint.rungs import ADMITTED, CLOSED
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from tests.core.complaint.cast import (
    ADMITTED as CASE,
)
from tests.core.complaint.cast import (
    EXECUTED,
    HELD,
    NEGOTIATING,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    HOUR,
    IRIS,
    RITA,
    T0,
    TIME,
)


@pytest.mark.requirement("CG-10")
def test_a_held_complaint_that_is_accepted_is_with_the_shop() -> None:
    assert (CASE.state.stage, CASE.state.held) == ("negotiating", "")
    assert [(one.kind, one.due_at) for one in CASE.state.deadlines] == [
        ("answer", T0 + 48 * HOUR),
        ("negotiation", T0 + 240 * HOUR),
    ]


def test_if_nobody_looks_it_is_accepted_by_itself_when_the_platforms_time_is_over() -> None:
    waited = HELD.wait(HELD.due("admission"))
    assert [type(one).__name__ for one in waited.events] == ["DeadlineLapsed", "ComplaintAdmitted"]
    assert {one.by for one in waited.events} == {TIME}
    assert waited.due("answer") == T0 + 72 * HOUR


@pytest.mark.parametrize(
    ("case", "by", "refusal"),
    [
        (HELD, CARLA, NOT_STAFF),
        (HELD, BORIS, NOT_STAFF),
        (HELD, IRIS, NO_RIGHT),
        (EXECUTED, RITA, CLOSED.given(closed_at=EXECUTED.at)),
        (NEGOTIATING, RITA, ADMITTED),
        (EXECUTED, CARLA, NOT_STAFF),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, refusal: object) -> None:
    assert attempt(admit, case, by) == refusal
