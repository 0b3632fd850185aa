"""What the platform's payments confirm counts as given, whatever the case waits for meanwhile."""

from typing import Any

import pytest

from ombud.core.complaint import ask_review, confirm, decide_review
from ombud.core.complaint.events.execution import ExecutionVerified
from ombud.core.complaint.events.filing import ComplaintClosed
from ombud.core.complaint.turns import paid_ahead
from ombud.core.money import Terms
from ombud.core.people import System
from tests.core.complaint.cast import ADVANCED, EXECUTED, FINDINGS, PART, RULED, SAID, Case
from tests.core.complaint.world import CARLA, RUTH

TILL = System(id="till")


def paid(case: Case, amount: int) -> Case:
    """The case once the payments say so."""
    return case.happened(paid_ahead(TILL, case.at, case.state, amount))


@pytest.mark.requirement("MP-9")
def test_a_payment_that_has_left_closes_the_case() -> None:
    made = paid(ADVANCED, 6_000)
    assert made.events == (
        ExecutionVerified(by=TILL, at=ADVANCED.at, amount=6_000),
        ComplaintClosed(by=TILL, at=ADVANCED.at, how="advanced"),
    )
    assert (made.state.given, made.state.refunded, made.order.refunds) == (6_000, 6_000, {"c1": 6_000})


def test_what_a_part_of_it_leaves_is_owed_still() -> None:
    made = paid(ADVANCED, 2_500)
    assert made.state.stage == "executing"
    assert made.state.obligation is not None
    assert (made.state.obligation.terms.amount, made.state.given, made.order.refunds) == (3_500, 2_500, {"c1": 6_000})
    done = made.then(confirm, CARLA)
    assert (done.state.how, done.state.given, done.order.refunds) == ("advanced", 6_000, {"c1": 6_000})


@pytest.mark.parametrize(
    ("fields", "how", "left", "recoup"),
    [
        ({"upheld": True}, "advanced", None, 0),
        ({"terms": PART}, "ruled", None, 4_000),
        ({"terms": Terms(remedy="compensation", amount=7_500)}, None, 1_500, 0),
    ],
)
def test_a_review_knows_what_has_left_while_it_was_waited_for(fields: Any, how: Any, left: Any, recoup: int) -> None:
    waiting = paid(ADVANCED.then(ask_review, CARLA, words=SAID), 6_000)
    assert (waiting.state.stage, waiting.state.given) == ("platform", 6_000)
    decided = waiting.then(decide_review, RUTH, **{"words": SAID, "upheld": False, **FINDINGS, **fields})
    assert (decided.state.how, decided.state.recoup) == (how, recoup)
    assert left is None or (decided.state.obligation and decided.state.obligation.terms.amount == left)


@pytest.mark.parametrize("case", [RULED, EXECUTED])
def test_what_the_platform_doesnt_owe_changes_nothing(case: Case) -> None:
    assert paid_ahead(TILL, case.at, case.state, 6_000) == ()
