"""A consumer takes the withdrawal of a complaint back.

Who:    the consumer who made it.
When:   once, after withdrawing it and before the pack's window closes, unless the same is complained about elsewhere.
Event:  ComplaintReopened; it goes on where it was, and every turn starts anew.
Next:   desk/reactions.py, under ComplaintReopened.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events.filing import ComplaintReopened
from ombud.core.complaint.rungs import not_consumer, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class ReopenComplaint(Command, frozen=True):
    """It is not over after all."""

    complaint: str
    words: Words = EMPTY


STILL_OPEN = Refusal(code="complaint-open", because="This complaint is open.")
NOT_WITHDRAWN = Refusal(
    code="not-withdrawn",
    because="Only a complaint that was withdrawn can be reopened; this one was closed otherwise.",
    way_out="If you can't accept how it ended, ask for a review or file a new complaint, where that is open to you.",
)
REOPENED_BEFORE = Refusal(
    code="reopened-before",
    because="A complaint can be reopened once, and this one was.",
    way_out="File a new complaint about what is open still.",
)
WINDOW_CLOSED = Refusal(
    code="reopen-window-closed",
    because="This complaint could be reopened until {closed_at}.",
    way_out="File a new complaint about what is open still.",
)
ALREADY_PENDING = Refusal(
    code="already-pending",
    because="Complaint {number} about the same goods and reason is open.",
    way_out="Add what is new to that complaint.",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't reopen it at this instant, the first reason that applies, or None."""
    if refusal := not_consumer(by, complaint):
        return refusal
    if complaint.stage != "closed":
        return STILL_OPEN
    if complaint.how != "withdrawn":
        return NOT_WITHDRAWN
    if complaint.reopened or complaint.reopen_until is None:
        return REOPENED_BEFORE
    if at >= complaint.reopen_until:
        return WINDOW_CLOSED.given(closed_at=complaint.reopen_until)
    assert complaint.order is not None, "the desk attaches the order"
    pending = complaint.order.live_about(complaint.reason, tuple(one.line for one in complaint.lines))
    return ALREADY_PENDING.given(number=pending.number) if pending else None


def decide(command: ReopenComplaint, complaint: Complaint, policy: Policy) -> tuple[ComplaintReopened, ...] | Refusal:
    """It goes on where it was."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy, required=False):
        return refusal
    return (
        ComplaintReopened(
            by=command.by,
            at=command.at,
            words=command.words.kept,
            deadlines=turns.resumed(complaint, policy, command.at),
        ),
    )
