"""Penalties at each of their places, for the tables of refusals."""

from msgspec.structs import replace

from ombud.core.deadlines import Deadline, PenaltyDue
from ombud.core.penalty import (
    appeal,
    ask,
    begin,
    consult,
    decide_appeal,
    find_incomplete,
    grant_on_condition,
    lift,
    meet_condition,
    reply,
    withdraw,
)
from ombud.core.penalty.decide_appeal import SlotVerdict
from ombud.core.penalty.events.work import PenaltyDeadlineMoved
from ombud.core.penalty.find_incomplete import MissingItem
from ombud.core.penalty.impose import ChosenMeasure
from ombud.core.words import Words
from tests.core.penalty.world import BORIS, DAY, DRAWN, RUTH, TIME, a_penalty, filled

SAID = Words("Because of this.")


def verdicts(*upheld: str, slots: tuple[str, ...] = DRAWN) -> tuple[SlotVerdict, ...]:
    """One verdict for each slot; those named are upheld."""
    return tuple(SlotVerdict(slot=one, upheld=one in upheld) for one in slots)


IMPOSED = a_penalty()
BEGUN = IMPOSED.then(begin, BORIS)
APPEALED = BEGUN.then(appeal, BORIS, **filled())
INCOMPLETE = APPEALED.then(find_incomplete, RUTH, missing=(MissingItem(code="payment", slot=DRAWN[0]),), words=SAID)
WITHDRAWN = APPEALED.then(withdraw, BORIS)
ASKED = APPEALED.then(ask, RUTH, words=SAID)
GRANTED = APPEALED.then(grant_on_condition, RUTH, words=SAID)
MET = GRANTED.then(meet_condition, BORIS, words=SAID)
IN_FULL = APPEALED.then(decide_appeal, RUTH, verdicts=verdicts(*DRAWN), words=SAID)
IN_PART = APPEALED.then(decide_appeal, RUTH, verdicts=verdicts(DRAWN[0], DRAWN[1]), words=SAID)
REJECTED = APPEALED.then(decide_appeal, RUTH, verdicts=verdicts(), words=SAID)
LIFTED = IMPOSED.then(lift, RUTH, words=SAID)
FORBIDDEN = a_penalty("forbidden")
LATER = a_penalty("false-page")
"""Its appeal opens two days after the notice and may be made twice."""
CLOSED_ACCOUNT = (ChosenMeasure(code="closed"), ChosenMeasure(code="held", amount=500))
CONSULTED = FORBIDDEN.then(consult, BORIS, words=SAID).then(reply, RUTH, words=SAID)
_DUE = APPEALED.state.deadline("appeal-review")
assert _DUE is not None, "an appeal has its review"
MOVED = APPEALED.happened(
    (
        PenaltyDeadlineMoved(
            by=TIME, at=APPEALED.at, kind="appeal-review", about="", old_due_at=_DUE.due_at, reason="calendar-replaced",
            deadline=replace(_DUE, due_at=_DUE.due_at + DAY),
        ),
    ),
    APPEALED.at,
)  # fmt: skip
PROPOSED = a_penalty("fraud", measures=CLOSED_ACCOUNT)


def due(kind: PenaltyDue) -> Deadline:
    """A deadline of this kind."""
    return Deadline(kind=kind, on="merchant", from_at=IMPOSED.at, due_at=IMPOSED.at)
