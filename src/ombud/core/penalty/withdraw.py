"""A merchant takes an appeal back before it is decided.

Who:    a member of the penalised shop who may appeal.
When:   while it is under review. It uses up no attempt: until the window closes it may be begun again.
Event:  AppealWithdrawn.
Next:   desk/reactions.py, under AppealWithdrawn.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.appeal import AppealWithdrawn
from ombud.core.penalty.rungs import NOT_UNDER_REVIEW, not_appellant, not_in_force
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.terms import window_again
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class WithdrawAppeal(Command, frozen=True):
    """I take it back."""

    penalty: str


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't withdraw it at this instant, the first reason that applies, or None."""
    if refusal := not_appellant(by, penalty) or not_in_force(penalty):
        return refusal
    return None if penalty.under_review else NOT_UNDER_REVIEW


def decide(command: WithdrawAppeal, penalty: Penalty, policy: Policy) -> tuple[AppealWithdrawn, ...] | Refusal:
    """The withdrawal, and what is left of the window."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at):
        return refusal
    return (AppealWithdrawn(by=by, at=at, deadline=window_again(penalty, policy, at)),)
