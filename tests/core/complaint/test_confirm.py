"""The consumer says that it has arrived."""

from typing import Any

import pytest

from ombud.core.complaint import confirm
from ombud.core.complaint.events.execution import ReceiptConfirmed
from ombud.core.complaint.events.filing import ComplaintClosed
from ombud.core.complaint.rungs import CLOSED, NOT_THE_CONSUMER
from tests.core.complaint.cast import (
    ADVANCED,
    EXECUTED,
    NEGOTIATING,
    PROVED,
    RULED,
    SETTLED,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    CYRUS,
    RITA,
)


@pytest.mark.requirement("MP-8")
@pytest.mark.parametrize(
    ("case", "how"), [(RULED, "executed"), (PROVED, "executed"), (SETTLED, "settled"), (ADVANCED, "advanced")]
)
def test_the_consumers_word_closes_the_case(case: Any, how: Any) -> None:
    ended = case.then(confirm, CARLA)
    assert ended.events == (
        ReceiptConfirmed(by=CARLA, at=case.at),
        ComplaintClosed(by=CARLA, at=case.at, how=how),
    )
    assert ended.state.refunded == 6_000


@pytest.mark.parametrize(
    ("case", "by", "refusal"),
    [
        (RULED, CYRUS, NOT_THE_CONSUMER),
        (RULED, BORIS, NOT_THE_CONSUMER),
        (RULED, RITA, NOT_THE_CONSUMER),
        (EXECUTED, CARLA, CLOSED.given(closed_at=EXECUTED.at)),
        (NEGOTIATING, CARLA, confirm.NOTHING_OWED),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, refusal: object) -> None:
    assert attempt(confirm, case, by) == refusal
