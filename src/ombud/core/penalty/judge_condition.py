"""A reviewer says whether the condition of a grant was met: then the penalty is revoked, else the appeal is rejected.

Who:    the reviewer who granted it, or another who hasn't decided on this penalty.
When:   once the merchant said that it is done.
Event:  AppealDecided; with PenaltyRevoked where it was met.
Next:   desk/reactions.py, under AppealDecided.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.decide_appeal import decided
from ombud.core.penalty.events.appeal import AppealDecided, Verdict
from ombud.core.penalty.events.imposing import PenaltyRevoked
from ombud.core.penalty.rungs import claimed_by_another, decided_before, not_decider, not_in_force, unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class JudgeCondition(Command, frozen=True):
    """Met or not, and why."""

    penalty: str
    met: bool
    words: Words


NOT_SHOWN = Refusal(code="condition-not-shown", because="The merchant hasn't shown yet that the condition is met.")


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't judge it at this instant, the first reason that applies, or None."""
    if refusal := not_decider(by, penalty) or not_in_force(penalty):
        return refusal
    if penalty.appeal != "granted" or not penalty.condition_met:
        return NOT_SHOWN
    # To see through what one granted is no second decision.
    if by.id != penalty.granted_by and (refusal := decided_before(by, penalty)):
        return refusal
    return claimed_by_another(by, penalty)


def decide(
    command: JudgeCondition, penalty: Penalty, policy: Policy
) -> tuple[AppealDecided | PenaltyRevoked, ...] | Refusal:
    """The decision that the grant promised, or the rejection."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at) or unreadable(command.words, policy):
        return refusal
    verdicts = tuple(Verdict(slot=one, upheld=command.met) for one in penalty.slots)
    return decided(by, at, verdicts, command.words.kept, penalty, policy)
