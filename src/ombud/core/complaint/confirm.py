"""The consumer says that what was owed has arrived.

Who:    the consumer who made the complaint.
When:   while it is being carried out or the proof is being checked.
Event:  ReceiptConfirmed and ComplaintClosed.
Next:   desk/reactions.py, under ComplaintClosed.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.execution import ReceiptConfirmed
from ombud.core.complaint.rungs import closed, not_consumer
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class ConfirmReceipt(Command, frozen=True):
    """It is here."""

    complaint: str


NOTHING_OWED = Refusal(code="nothing-owed", because="Nothing is owed in this case now.")


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't confirm at this instant, the first reason that applies, or None."""
    if refusal := not_consumer(by, complaint) or closed(complaint):
        return refusal
    owed = complaint.stage in ("executing", "verifying") and complaint.obligation is not None
    return None if owed else NOTHING_OWED


def decide(command: ConfirmReceipt, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...] | Refusal:
    """No better proof than the word of the one it was for: the end."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    assert complaint.obligation is not None, "may has seen to it"
    by, at = command.by, command.at
    return (ReceiptConfirmed(by=by, at=at), turns.finished(by, at, complaint.obligation))
