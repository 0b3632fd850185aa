"""The platform doesn't accept a complaint, and says what is open instead."""

from typing import Any

import pytest

from ombud.core.complaint import turn_away
from ombud.core.complaint.events.filing import ComplaintClosed, ComplaintTurnedAway
from ombud.core.complaint.rungs import ADMITTED, CLOSED, TOO_LONG
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import Words
from tests.core.complaint.cast import (
    EXECUTED,
    HELD,
    NEGOTIATING,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    IRIS,
    RITA,
    T0,
)

AWAY = HELD.then(turn_away, RITA, reason="other-channel", words=SAID)


@pytest.mark.requirement("CG-10")
def test_it_ends_with_a_coded_reason() -> None:
    assert AWAY.events == (
        ComplaintTurnedAway(by=RITA, at=T0, reason="other-channel", words=SAID.kept),
        ComplaintClosed(by=RITA, at=T0, how="turned-away"),
    )
    assert (AWAY.state.stage, AWAY.state.how, AWAY.state.deadlines) == ("closed", "turned-away", ())
    assert not AWAY.order.complaints[0].live


@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (HELD, CARLA, {}, NOT_STAFF),
        (HELD, BORIS, {}, NOT_STAFF),
        (HELD, IRIS, {}, NO_RIGHT),
        (EXECUTED, RITA, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (NEGOTIATING, RITA, {}, ADMITTED),
        (HELD, RITA, {"reason": "rude"}, turn_away.NO_SUCH_REASON.given(reason="rude")),
        (HELD, RITA, {"words": Words("x" * 201)}, TOO_LONG.given(words_max=200, words=201)),
        (NEGOTIATING, RITA, {"reason": "rude"}, ADMITTED),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(turn_away, case, by, **({"reason": "other-channel"} | fields)) == refusal
