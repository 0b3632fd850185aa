"""What an order learns from its complaints."""

from typing import Any

import pytest

from ombud.core.complaint import accept, escalate, offer, reopen, turn_away, withdraw
from ombud.core.complaint.file import LineClaim
from ombud.core.money import Terms
from ombud.core.order.events import ComplaintEnded, ComplaintOpened, PlatformAsked, RefundPromised
from ombud.core.order.follow import follow
from ombud.core.order.state import OpenComplaint
from ombud.core.refusal import Refusal
from tests.core.complaint.cast import (
    EXECUTED,
    FOR_NOBODY,
    HELD,
    NEGOTIATING,
    NOTHING,
    OFFERED,
    PLATFORM,
    REFUSED,
    RULED,
    SETTLED,
    WITHDRAWN,
    attempt_filing,
    ordered,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    RITA,
    T0,
)


def test_a_filed_complaint_is_known_to_its_order() -> None:
    filed, admitted = NEGOTIATING.record
    opened = ComplaintOpened(by=CARLA, at=T0, complaint="c1", number="N1", reason="quality", lines=("l1",))
    assert follow(filed, NEGOTIATING.state, ordered()) == (opened,)
    assert follow(admitted, NEGOTIATING.state, ordered()) == ()
    assert NEGOTIATING.order.complaints == (OpenComplaint(id="c1", number="N1", reason="quality", lines=("l1",)),)


def test_a_settlement_and_a_ruling_promise_what_they_give_back() -> None:
    for case, by in ((SETTLED, BORIS), (RULED, RITA)):
        promised = RefundPromised(by=by, at=case.at, complaint="c1", amount=6_000)
        assert follow(case.events[-1], case.state, ordered()) == (promised,)
        assert follow(case.events[-1], case.state, case.order) == ()


def test_a_promise_that_is_verified_stays_counted() -> None:
    assert follow(EXECUTED.events[-1], EXECUTED.state, RULED.order) == (
        ComplaintEnded(by=RITA, at=EXECUTED.at, complaint="c1"),
    )
    assert EXECUTED.order.refundable() == 6_000


def test_a_promise_that_was_not_kept_falls_with_the_case() -> None:
    broken = SETTLED.wait(SETTLED.due("execution"))
    assert broken.order.refunds == {"c1": 6_000}
    assert broken.then(withdraw, CARLA).order.refunds == {"c1": 0}
    nothing = broken.then(offer, BORIS, terms=NOTHING).then(accept, CARLA, offer="o1")
    assert (nothing.state.how, nothing.order.refunds) == ("settled", {"c1": 0})


@pytest.mark.parametrize(
    ("case", "live"),
    [
        (WITHDRAWN, False),
        (WITHDRAWN.then(reopen, CARLA), True),
        (HELD.then(turn_away, RITA, reason="other-channel"), False),
        (FOR_NOBODY, False),
        (PLATFORM, True),
    ],
)
def test_only_an_open_complaint_keeps_another_about_the_same_away(case: Any, live: bool) -> None:
    assert case.order.complaints[0].live is live
    again = attempt_filing(case.order, complaint="c2", number="N2", at=case.at)
    assert (isinstance(again, Refusal) and again.code == "already-pending") is live


def test_the_order_counts_how_often_the_platform_was_asked() -> None:
    event = PLATFORM.events[0]
    asked = PlatformAsked(by=CARLA, at=REFUSED.at, complaint="c1", number="N1")
    assert follow(event, PLATFORM.state, REFUSED.order) == (asked,)
    assert PLATFORM.order.interventions == ("N1",)
    assert isinstance(
        attempt_filing(PLATFORM.order, lines=(LineClaim(line="l2"),), asked=Terms(remedy="exchange")), tuple
    )
    assert escalate.may(CARLA, REFUSED.attached(), REFUSED.policy, REFUSED.at) is None


def test_nothing_else_concerns_the_order() -> None:
    assert follow(OFFERED.events[0], OFFERED.state, OFFERED.order) == ()
