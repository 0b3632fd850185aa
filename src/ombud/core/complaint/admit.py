"""The platform accepts a complaint, so that the shop has it.

Who:    a reviewer.
When:   while it waits to be accepted: held at the door, or because the pack has every complaint looked at first.
Event:  ComplaintAdmitted.
Next:   desk/reactions.py, under ComplaintAdmitted.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events.filing import ComplaintAdmitted
from ombud.core.complaint.rungs import closed, not_received
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer


class AdmitComplaint(Command, frozen=True):
    """Nothing stands against it."""

    complaint: str


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't accept it at this instant, the first reason that applies, or None."""
    return not_reviewer(by) or closed(complaint) or not_received(complaint)


def decide(command: AdmitComplaint, complaint: Complaint, policy: Policy) -> tuple[ComplaintAdmitted, ...] | Refusal:
    """It is with the shop, whose time to answer starts."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    return (turns.admitted(command.by, command.at, policy),)
