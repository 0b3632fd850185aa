"""A reviewer takes held funds for good, or some of them.

Who:    a reviewer with the right to approve, who hasn't imposed the penalty alone.
When:   where the pack lets this measure be forfeited, and once nothing can be appealed any more.
Event:  MeasureForfeited; the fund follows in the same transaction.
Next:   desk/reactions.py, under MeasureForfeited.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.imposing import Measure, MeasureForfeited
from ombud.core.penalty.rungs import UNDER_REVIEW, not_in_force, unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.terms import violation_of
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class ForfeitFunds(Command, frozen=True):
    """Of which measure, how much in minor units, and why."""

    penalty: str
    measure: str
    amount: int
    words: Words


STILL_APPEALABLE = Refusal(
    code="still-appealable",
    because="This penalty can still be appealed, so nothing is taken for good yet.",
    way_out="Wait until the time to appeal has ended.",
)
YOUR_OWN = Refusal(
    code="own-penalty",
    because="You imposed this penalty, so somebody else decides whether money is taken for good.",
    way_out="Leave it to another reviewer with this right.",
)
NOT_FORFEITABLE = Refusal(
    code="measure-not-forfeitable", because="“{measure}” holds nothing that may be taken for good.", field="measure"
)
TOO_MUCH = Refusal(
    code="more-than-held", because="Of what the measure holds, only {left} isn't taken yet.", field="amount"
)


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't take anything at this instant, the first reason that applies, or None."""
    if refusal := not_reviewer(by, "approve") or not_in_force(penalty):
        return refusal
    if penalty.under_review:
        return UNDER_REVIEW
    if penalty.unread or penalty.deadline("appeal") or penalty.deadline("appeal-opens"):
        return STILL_APPEALABLE
    if by.id == penalty.proposed_by:
        return YOUR_OWN
    return None if any(_forfeitable(one, penalty, policy) for one in penalty.on) else NOT_FORFEITABLE.given(measure="")


def decide(command: ForfeitFunds, penalty: Penalty, policy: Policy) -> tuple[MeasureForfeited, ...] | Refusal:
    """What is taken."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at) or unreadable(command.words, policy):
        return refusal
    measure = next((one for one in penalty.on if one.id == command.measure), None)
    if measure is None or not _forfeitable(measure, penalty, policy):
        return NOT_FORFEITABLE.given(measure=command.measure)
    left = measure.amount - penalty.forfeited.get(measure.id, 0)
    if not 0 < command.amount <= left:
        return TOO_MUCH.given(left=left)
    taken = MeasureForfeited(by=by, at=at, measure=measure.id, amount=command.amount, words=command.words.kept)
    return (taken,)


def _forfeitable(measure: Measure, penalty: Penalty, policy: Policy) -> bool:
    said = violation_of(penalty.imposition, policy).measure(measure.code)
    return said is not None and said.forfeitable
