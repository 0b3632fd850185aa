"""The platform invites somebody from outside to decide an appeal that nobody here may decide.

Who:    a reviewer with the right to oversee.
When:   while an appeal is under review.
Event:  OutsideInvited; whoever it names may see and decide this one penalty, and nothing else.
Next:   desk/reactions.py, under OutsideInvited.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.work import OutsideInvited
from ombud.core.penalty.rungs import not_in_force, not_under_review, unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class InviteOutside(Command, frozen=True):
    """Who, by the id their account has, and why nobody here."""

    penalty: str
    reviewer: str
    words: Words


INVITED = Refusal(code="already-invited", because="This person was invited already.", field="reviewer")
DECIDED = Refusal(
    code="invited-decided-before", because="This person has decided on this penalty before.", field="reviewer"
)


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't invite anybody at this instant, the first reason that applies, or None."""
    return not_reviewer(by, "oversee") or not_in_force(penalty) or not_under_review(penalty)


def decide(command: InviteOutside, penalty: Penalty, policy: Policy) -> tuple[OutsideInvited, ...] | Refusal:
    """The invitation."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at) or unreadable(command.words, policy):
        return refusal
    if command.reviewer in penalty.outside:
        return INVITED
    if command.reviewer in penalty.decided_by:
        return DECIDED
    return (OutsideInvited(by=by, at=at, reviewer=command.reviewer, words=command.words.kept),)
