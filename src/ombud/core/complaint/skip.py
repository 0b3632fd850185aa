"""A reviewer passes a case over, with the reason.

Who:    a reviewer.
When:   while the complaint is open and nobody else works on it.
Event:  CaseSkipped.
Next:   desk/reactions.py, under CaseSkipped.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.work import CaseSkipped
from ombud.core.complaint.rungs import claimed_by_another, closed, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class SkipCase(Command, frozen=True):
    """Why not this one."""

    complaint: str
    words: Words


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't pass it over at this instant, the first reason that applies, or None."""
    return not_reviewer(by) or closed(complaint) or claimed_by_another(by, complaint)


def decide(command: SkipCase, complaint: Complaint, policy: Policy) -> tuple[CaseSkipped, ...] | Refusal:
    """The next one, and the reason on record."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy):
        return refusal
    return (CaseSkipped(by=command.by, at=command.at, words=command.words.kept),)
