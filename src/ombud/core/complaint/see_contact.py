"""The staff look at personal data of a case; each look is on record, with the reason.

Who:    a reviewer.
When:   at any time.
Event:  ContactSeen.
Next:   desk/reactions.py, under ContactSeen.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.work import ContactSeen
from ombud.core.complaint.rungs import unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_staff
from ombud.core.words import Words


class SeeContact(Command, frozen=True):
    """Why it has to be seen."""

    complaint: str
    why: Words


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't look at it, or None."""
    return not_staff(by)


def decide(command: SeeContact, complaint: Complaint, policy: Policy) -> tuple[ContactSeen, ...] | Refusal:
    """The look, and its reason."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.why, policy, field="why"):
        return refusal
    return (ContactSeen(by=command.by, at=command.at, why=command.why.kept),)
