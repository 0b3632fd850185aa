"""A second person agrees to a ruling."""

from typing import Any

import pytest

from ombud.core.complaint import approve, ask_review, decide_review, findings, message, offer, open_exhibits
from ombud.core.complaint.rungs import CLOSED, DECIDED_BEFORE
from ombud.core.money import Terms
from ombud.core.order.events import RefundPromised
from ombud.core.order.state import evolve
from ombud.core.people import Reviewer
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from tests.core.complaint.cast import (
    CHAT,
    EXECUTED,
    FINDINGS,
    PLATFORM,
    PROPOSED,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    IMPORTER,
    IRIS,
    OLGA,
    RITA,
    RUTH,
)

THIRD = Reviewer(id="third", rights=("rule", "approve"))
FOURTH = Reviewer(id="fourth", rights=("rule", "approve"))
APPROVED = PROPOSED.then(approve, RUTH)
REVIEW_PROPOSED = APPROVED.then(ask_review, BORIS, words=SAID).then(
    decide_review, THIRD, upheld=False, words=SAID, **(FINDINGS | {"terms": Terms(remedy="refund", amount=9_000)})
)


def test_the_ruling_stands_and_names_who_proposed_and_who_approved() -> None:
    (event,) = APPROVED.events
    assert (event.by, event.decided_by, event.ruling) == (RUTH, "rita", PROPOSED.state.proposed)
    assert (APPROVED.state.stage, APPROVED.state.proposed) == ("executing", None)
    assert set(APPROVED.state.ruled_by) == {"rita", "ruth"}
    assert APPROVED.order.refunds == {"c1": 12_000}


def test_within_a_review_it_decides_the_review() -> None:
    assert [one.kind for one in REVIEW_PROPOSED.state.deadlines] == ["approval"]
    decided = REVIEW_PROPOSED.then(approve, FOURTH)
    (event,) = decided.events
    assert (type(event).__name__, event.upheld, event.by) == ("ReviewDecided", False, FOURTH)
    assert decided.state.ruled_by == ("rita", "ruth", "third", "fourth")
    assert decided.order.refunds == {"c1": 9_000}


def test_what_came_in_since_must_be_opened_first() -> None:
    more = PROPOSED.then(message, BORIS, files=(CHAT,))
    assert attempt(approve, more, RUTH) == findings.UNOPENED.given(unopened=1).at_field("")
    assert isinstance(attempt(approve, more.then(open_exhibits, RUTH, exhibits=("chat-1",)), RUTH), tuple)


def test_what_the_order_no_longer_has_cannot_be_approved() -> None:
    promised = RefundPromised(by=IMPORTER, at=PROPOSED.at, complaint="c2", amount=100)
    poorer = PROPOSED._replace(order=evolve(PROPOSED.order, promised))
    assert attempt(approve, poorer, RUTH) == offer.TOO_MUCH.given(refundable=11_900).at_field("")


@pytest.mark.parametrize(
    ("case", "by", "refusal"),
    [
        (PROPOSED, CARLA, NOT_STAFF),
        (PROPOSED, BORIS, NOT_STAFF),
        (PROPOSED, IRIS, NO_RIGHT),
        (PROPOSED, OLGA, NO_RIGHT),
        (EXECUTED, RUTH, CLOSED.given(closed_at=EXECUTED.at)),
        (PLATFORM, RUTH, approve.NONE_WAITS),
        (PROPOSED, RITA, approve.YOUR_OWN),
        (REVIEW_PROPOSED, THIRD, approve.YOUR_OWN),
        (REVIEW_PROPOSED, RITA, DECIDED_BEFORE),
        (REVIEW_PROPOSED, RUTH, DECIDED_BEFORE),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, refusal: object) -> None:
    assert attempt(approve, case, by) == refusal
