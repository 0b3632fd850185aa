"""A reviewer writes down a telephone call with one side.

Who:    a reviewer.
When:   while the complaint is open, after the call.
Event:  CallRecorded; it counts as notice only if somebody answered.
Next:   desk/reactions.py, under CallRecorded.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.talk import CallRecorded
from ombud.core.complaint.rungs import closed, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor, Side
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_staff
from ombud.core.words import EMPTY, Words


class RecordCall(Command, frozen=True):
    """Who was called when, at which number, who answered and what was said."""

    complaint: str
    to: Side
    called_at: datetime
    phone: Words
    answered: bool
    who: Words = EMPTY
    """Who answered."""
    said: Words = EMPTY


NOT_YET = Refusal(
    code="call-in-the-future",
    because="This call would be after now ({now}).",
    way_out="Write a call down after it was made.",
    field="called_at",
)
NOT_AN_INSTANT = Refusal(
    code="time-without-zone",
    because="This time doesn't say in which zone it is.",
    way_out="Give it with its offset from UTC.",
    field="called_at",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't record a call at this instant, the first reason that applies, or None."""
    return not_staff(by) or closed(complaint)


def decide(command: RecordCall, complaint: Complaint, policy: Policy) -> tuple[CallRecorded, ...] | Refusal:
    """The call."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if command.called_at.utcoffset() is None:
        return NOT_AN_INSTANT
    if command.called_at > command.at:
        return NOT_YET.given(now=command.at)
    for field in ("phone", "who", "said"):
        required = field == "phone" or command.answered
        if refusal := unreadable(getattr(command, field), policy, required=required, field=field):
            return refusal
    return (
        CallRecorded(
            by=command.by,
            at=command.at,
            to=command.to,
            called_at=command.called_at,
            phone=command.phone.kept,
            answered=command.answered,
            who=command.who.kept,
            said=command.said.kept,
        ),
    )
