"""The platform grants more time, or accepts that a side can't give what it was asked for.

Who:    a reviewer.
When:   while an excuse waits for an answer.
Event:  ExcuseGranted.
Next:   desk/reactions.py, under ExcuseGranted.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events.intervention import ExcuseGranted
from ombud.core.complaint.rungs import closed, not_with_platform, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import EMPTY, Words


class GrantExcuse(Command, frozen=True):
    """Yes to the excuse about this request."""

    complaint: str
    request: str
    words: Words = EMPTY


NONE_WAITS = Refusal(code="no-excuse-waits", because="No excuse waits for an answer in this case.")
NOT_EXCUSED = Refusal(
    code="request-without-excuse", because="No excuse about this request waits for an answer.", field="request"
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't answer an excuse at this instant, the first reason that applies, or None."""
    if refusal := not_reviewer(by) or closed(complaint) or not_with_platform(complaint):
        return refusal
    return None if any(one.excuse for one in complaint.open_requests) else NONE_WAITS


def decide(command: GrantExcuse, complaint: Complaint, policy: Policy) -> tuple[ExcuseGranted, ...] | Refusal:
    """More time; or, for a *can't*, the request is closed without loss."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    request = complaint.request(command.request)
    if request is None or not request.excuse:
        return NOT_EXCUSED
    if refusal := unreadable(command.words, policy, required=False):
        return refusal
    return (
        ExcuseGranted(
            by=command.by,
            at=command.at,
            request=request.id,
            words=command.words.kept,
            deadline=turns.more_time(request, policy, command.at) if request.excuse == "more-time" else None,
        ),
    )
