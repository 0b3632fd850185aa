"""A consumer takes the complaint back.

Who:    the consumer who made it.
When:   until a settlement or a ruling says what is owed.
Event:  ComplaintWithdrawn and ComplaintClosed.
Next:   desk/reactions.py, under ComplaintWithdrawn.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.filing import ComplaintClosed, ComplaintWithdrawn
from ombud.core.complaint.rungs import closed, not_consumer, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class WithdrawComplaint(Command, frozen=True):
    """No more of this, with or without the reason."""

    complaint: str
    words: Words = EMPTY


OWED = Refusal(
    code="withdrawal-too-late",
    because="What was agreed or ruled is being carried out, so the complaint can't be taken back any more.",
    way_out="Confirm once it has arrived; that closes the case.",
)
RULED = Refusal(
    code="withdrawal-after-ruling",
    because="The platform has ruled in this case, so the complaint can't be taken back any more.",
    way_out="Wait for the platform's word.",
)
LOOKED_AT = Refusal(
    code="withdrawal-in-review",
    because="How this case ended is looked at again, so the complaint can't be taken back any more.",
    way_out="Wait for the platform's word.",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't withdraw it at this instant, the first reason that applies, or None."""
    if refusal := not_consumer(by, complaint) or closed(complaint):
        return refusal
    if complaint.stage in ("executing", "verifying"):
        return OWED
    if complaint.ruling:
        return RULED
    return LOOKED_AT if complaint.looked_at_again else None


def decide(command: WithdrawComplaint, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...] | Refusal:
    """The end, with the time in which it can be reopened, unless it was before."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy, required=False):
        return refusal
    by, at = command.by, command.at
    until = None if complaint.reopened else policy.end(policy.pack.windows.reopen, at)
    return (
        ComplaintWithdrawn(by=by, at=at, words=command.words.kept, reopen_until=until),
        ComplaintClosed(by=by, at=at, how="withdrawn"),
    )
