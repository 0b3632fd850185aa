"""A reviewer gives a penalty back to the queue, with the reason.

Who:    the reviewer who works on it; with the right to oversee, for anybody.
When:   while it is claimed.
Event:  PenaltyHandedBack.
Next:   desk/reactions.py, under PenaltyHandedBack.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.work import PenaltyHandedBack
from ombud.core.penalty.rungs import unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor, can
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class HandBackPenalty(Command, frozen=True):
    """Somebody else, please, and why."""

    penalty: str
    words: Words


NOT_CLAIMED = Refusal(code="not-yours", because="You don't work on this penalty.")


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't hand it back at this instant, the first reason that applies, or None."""
    if refusal := not_reviewer(by):
        return refusal
    its = penalty.claimed_by == by.id or (bool(penalty.claimed_by) and can(by, "oversee"))
    return None if its else NOT_CLAIMED


def decide(command: HandBackPenalty, penalty: Penalty, policy: Policy) -> tuple[PenaltyHandedBack, ...] | Refusal:
    """The hand-back."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at) or unreadable(command.words, policy):
        return refusal
    return (PenaltyHandedBack(by=by, at=at, words=command.words.kept),)
