"""A consumer asks after the complaint.

Who:    the consumer who made it.
When:   while it is the shop's or the platform's turn, at most once in the pack's span.
Event:  ComplaintNudged.
Next:   desk/reactions.py, under ComplaintNudged.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.filing import ComplaintNudged
from ombud.core.complaint.rungs import closed, not_consumer, unreadable
from ombud.core.complaint.standing import your_state
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class NudgeComplaint(Command, frozen=True):
    """How is it going?"""

    complaint: str
    words: Words = EMPTY


YOUR_TURN = Refusal(
    code="your-turn", because="The case waits for you, not for somebody else.", way_out="Do what it asks of you first."
)
TOO_SOON = Refusal(
    code="nudged-already",
    because="You asked after this complaint at {nudged_at}.",
    way_out="You can ask again from {again_at}.",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't ask after it at this instant, the first reason that applies, or None."""
    if refusal := not_consumer(by, complaint) or closed(complaint):
        return refusal
    if your_state(complaint, "consumer") == "your-turn":
        return YOUR_TURN
    if complaint.nudged_at is not None:
        again_at = policy.end(policy.pack.windows.nudge, complaint.nudged_at)
        if at < again_at:
            return TOO_SOON.given(nudged_at=complaint.nudged_at, again_at=again_at)
    return None


def decide(command: NudgeComplaint, complaint: Complaint, policy: Policy) -> tuple[ComplaintNudged, ...] | Refusal:
    """The question, to whoever the case waits for."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy, required=False):
        return refusal
    return (
        ComplaintNudged(
            by=command.by,
            at=command.at,
            on="merchant" if your_state(complaint, "consumer") == "their-turn" else "platform",
            words=command.words.kept,
        ),
    )
