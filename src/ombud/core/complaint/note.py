"""The staff write an internal note, which never leaves their view.

Who:    a reviewer.
When:   at any time.
Event:  CaseNoted.
Next:   desk/reactions.py, under CaseNoted.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.work import CaseNoted
from ombud.core.complaint.rungs import unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_staff
from ombud.core.words import Words


class NoteCase(Command, frozen=True):
    """For colleagues only."""

    complaint: str
    words: Words


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't note anything, or None."""
    return not_staff(by)


def decide(command: NoteCase, complaint: Complaint, policy: Policy) -> tuple[CaseNoted, ...] | Refusal:
    """The note."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy):
        return refusal
    return (CaseNoted(by=command.by, at=command.at, words=command.words.kept),)
