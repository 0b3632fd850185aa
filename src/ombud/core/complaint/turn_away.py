"""The platform doesn't accept a complaint, with a coded reason that names the way open instead.

Who:    a reviewer.
When:   while it waits to be accepted.
Event:  ComplaintTurnedAway and ComplaintClosed.
Next:   desk/reactions.py, under ComplaintTurnedAway.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.filing import ComplaintClosed, ComplaintTurnedAway
from ombud.core.complaint.rungs import closed, not_received, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import EMPTY, Words


class TurnComplaintAway(Command, frozen=True):
    """Why it isn't accepted: a code of the pack, whose words name the way open instead."""

    complaint: str
    reason: str
    words: Words = EMPTY


NO_SUCH_REASON = Refusal(
    code="reason-unknown",
    because="This platform has no reason “{reason}” to turn a complaint away.",
    way_out="Choose one of its reasons.",
    field="reason",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't turn it away at this instant, the first reason that applies, or None."""
    return not_reviewer(by) or closed(complaint) or not_received(complaint)


def decide(command: TurnComplaintAway, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...] | Refusal:
    """The no, and the end."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if command.reason not in policy.pack.turn_away:
        return NO_SUCH_REASON.given(reason=command.reason)
    if refusal := unreadable(command.words, policy, required=False):
        return refusal
    by, at = command.by, command.at
    return (
        ComplaintTurnedAway(by=by, at=at, reason=command.reason, words=command.words.kept),
        ComplaintClosed(by=by, at=at, how="turned-away"),
    )
