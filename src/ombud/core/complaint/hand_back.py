"""A reviewer gives a case back to the queue.

Who:    the reviewer who works on it, or one who oversees the others.
When:   while somebody works on it.
Event:  CaseHandedBack.
Next:   desk/reactions.py, under CaseHandedBack.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.work import CaseHandedBack
from ombud.core.complaint.rungs import claimed_by_another, closed, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor, can
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_staff
from ombud.core.words import Words


class HandCaseBack(Command, frozen=True):
    """Why somebody else should take it."""

    complaint: str
    words: Words


NOBODYS = Refusal(code="not-claimed", because="Nobody works on this case now.")


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't hand it back at this instant, the first reason that applies, or None."""
    if refusal := not_staff(by) or closed(complaint):
        return refusal
    if not complaint.claimed_by:
        return NOBODYS
    return None if can(by, "oversee") else claimed_by_another(by, complaint)


def decide(command: HandCaseBack, complaint: Complaint, policy: Policy) -> tuple[CaseHandedBack, ...] | Refusal:
    """Back in the queue."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy):
        return refusal
    return (CaseHandedBack(by=command.by, at=command.at, words=command.words.kept),)
