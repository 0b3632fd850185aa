"""A reviewer takes a case to work on, so that nobody else does the same.

Who:    a reviewer; of a case in review, one who hasn't decided in it.
When:   while the complaint is open and nobody else works on it.
Event:  CaseClaimed.
Next:   desk/reactions.py, under CaseClaimed.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.work import CaseClaimed
from ombud.core.complaint.rungs import claimed_by_another, closed, decided_before
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer


class ClaimCase(Command, frozen=True):
    """This one is mine."""

    complaint: str


YOURS = Refusal(code="already-yours", because="You work on this case already.")


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't claim it at this instant, the first reason that applies, or None."""
    if refusal := not_reviewer(by) or closed(complaint):
        return refusal
    if complaint.claimed_by == by.id:
        return YOURS
    return claimed_by_another(by, complaint) or decided_before(by, complaint)


def decide(command: ClaimCase, complaint: Complaint, policy: Policy) -> tuple[CaseClaimed, ...] | Refusal:
    """The claim."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    return (CaseClaimed(by=command.by, at=command.at),)
