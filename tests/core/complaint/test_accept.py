"""The other side accepts an offer."""

from typing import Any

import pytest

from ombud.core.complaint import accept, answer, offer, request_evidence
from ombud.core.complaint.events.filing import ComplaintClosed
from ombud.core.complaint.events.talk import OfferAccepted
from ombud.core.complaint.rungs import CLOSED, NOT_YOURS, TOO_LATE
from ombud.core.order.events import RefundPromised
from ombud.core.order.state import evolve
from ombud.core.staff import NO_RIGHT
from tests.core.complaint.cast import (
    EXECUTED,
    NEGOTIATING,
    NOTHING,
    OFFERED,
    PART,
    PLATFORM,
    REFUSED,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BELA,
    BORIS,
    CARLA,
    CYRUS,
    IMPORTER,
    INSTANT,
    RITA,
)

TAKEN = OFFERED.then(accept, CARLA, offer="o1")


@pytest.mark.requirement("MP-2")
def test_an_accepted_offer_is_owed() -> None:
    assert TAKEN.events[0] == OfferAccepted(by=CARLA, at=OFFERED.at, offer="o1")
    assert TAKEN.events[1].obligation.terms == PART
    assert [(one.kind, one.on) for one in TAKEN.state.deadlines] == [("execution", "merchant")]
    assert TAKEN.order.refunds == {"c1": 2_000}


def test_a_settlement_in_which_nothing_is_owed_ends_the_case() -> None:
    made = REFUSED.then(offer, BORIS, terms=NOTHING).then(accept, CARLA, offer="o1")
    assert made.events[-1] == ComplaintClosed(by=CARLA, at=made.at, how="settled")
    assert made.order.refunds == {}


def test_the_platform_lets_go_of_a_case_that_is_settled_in_its_hands() -> None:
    asked = PLATFORM.then(request_evidence, RITA, of="consumer", words=SAID)
    settled = asked.then(offer, BORIS, terms=PART).then(accept, CARLA, offer="o1")
    assert (settled.state.stage, settled.state.requests[0].state) == ("executing", "dropped")


def test_an_offer_can_be_accepted_until_before_it_lapses() -> None:
    due = OFFERED.due("offer")
    assert isinstance(attempt(accept, OFFERED, CARLA, at=due - INSTANT, offer="o1"), tuple)
    assert attempt(accept, OFFERED, CARLA, at=due, offer="o1") == TOO_LATE.given(due_at=due)


def test_an_offer_that_the_order_no_longer_has_cannot_be_accepted() -> None:
    promised = RefundPromised(by=IMPORTER, at=OFFERED.at, complaint="c2", amount=10_500)
    poorer = OFFERED._replace(order=evolve(OFFERED.order, promised))
    assert attempt(accept, poorer, CARLA, offer="o1") == accept.TOO_MUCH.given(refundable=1_500)


@pytest.mark.parametrize(
    ("case", "by", "which", "refusal"),
    [
        (OFFERED, CYRUS, "o1", NOT_YOURS),
        (OFFERED, BELA, "o1", NO_RIGHT),
        (EXECUTED, CARLA, "o1", CLOSED.given(closed_at=EXECUTED.at)),
        (NEGOTIATING, CARLA, "o1", accept.NONE_STANDS),
        (OFFERED, BORIS, "o1", accept.NONE_STANDS),
        (OFFERED, CARLA, "o7", accept.ANOTHER_STANDS),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, which: str, refusal: object) -> None:
    assert attempt(accept, case, by, offer=which) == refusal


def test_a_shop_that_agrees_to_everything_leaves_no_offer_open() -> None:
    agreed = NEGOTIATING.then(offer, CARLA, terms=PART).then(answer, BORIS, stance="agrees", words=SAID)
    assert [one.state for one in agreed.state.offers] == ["lapsed"]
    assert attempt(accept, agreed, BORIS, offer="o1") == accept.NONE_STANDS
