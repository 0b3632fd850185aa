"""A second person sends a proposed ruling back, with reasons.

Who:    another reviewer than the one who proposed it, with the right to approve; in a review one who hasn't decided
        before.
When:   while a proposed ruling waits.
Event:  RulingSentBack; the case is open for a ruling, or for the review's decision, again. AdjustmentSentBack where it
        would have adjusted what was decided: that stands, with ComplaintClosed where nothing is left to do.
Next:   desk/reactions.py, under RulingSentBack.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import approve, turns
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.doubt import AdjustmentSentBack
from ombud.core.complaint.events.filing import ComplaintClosed
from ombud.core.complaint.events.ruling import RulingSentBack
from ombud.core.complaint.rungs import unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class RejectRuling(Command, frozen=True):
    """No to the ruling that waits, and why."""

    complaint: str
    words: Words


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't decide on the proposal at this instant, the first reason that applies, or None."""
    return approve.not_second(by, complaint)


def decide(command: RejectRuling, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...] | Refusal:
    """The no, and the platform's time to decide anew."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy):
        return refusal
    if complaint.adjusting:
        return _as_before(command, complaint, policy)
    windows = policy.pack.windows
    if complaint.review and complaint.review.state == "asked":
        deadline = policy.deadline("review", "platform", windows.review, command.at)
    else:
        deadline = policy.deadline("ruling", "platform", windows.ruling, command.at)
    return (RulingSentBack(by=command.by, at=command.at, words=command.words.kept, deadline=deadline),)


def _as_before(command: RejectRuling, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...]:
    """What was decided stands: its obligation with a fresh deadline, or the case closed as before."""
    by, at, deadline = command.by, command.at, turns.afresh(complaint, policy, command.at)
    event = AdjustmentSentBack(by=by, at=at, words=command.words.kept, deadline=deadline)
    return (event,) if deadline else (event, ComplaintClosed(by=by, at=at, how=complaint.before_how or "ruled"))
