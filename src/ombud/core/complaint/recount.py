"""A replaced working-day table moves the open deadlines that were counted by days.

Who:    the platform's own software, or time itself, when a table is replaced.
When:   while a deadline that isn't over yet would now end later, or is no longer provisional.
Event:  DeadlineMoved, one for each; never to an earlier instant, since somebody may have planned by the old one.
Next:   desk/reactions.py, under DeadlineMoved.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.work import DeadlineMoved
from ombud.core.complaint.rungs import closed
from ombud.core.complaint.state import Complaint
from ombud.core.deadlines import Deadline
from ombud.core.people import Actor, Clock, System
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.core.recount import ONLY_SYSTEMS, UNMOVED, recounted
from ombud.core.refusal import Refusal


class RecountDeadline(Command, frozen=True):
    """Count again by the table that the policy now holds."""

    complaint: str
    reason: str = "calendar-replaced"
    """A code for why, told to the parties in their own words."""


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing is counted again at this instant, the first reason that applies, or None."""
    if not isinstance(by, Clock | System):
        return ONLY_SYSTEMS
    if refusal := closed(complaint):
        return refusal
    return None if any(_recounted(one, complaint, policy, at) for one in complaint.deadlines) else UNMOVED


def decide(command: RecountDeadline, complaint: Complaint, policy: Policy) -> tuple[DeadlineMoved, ...] | Refusal:
    """Each deadline that moves, with its old instant and the reason."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    return tuple(
        DeadlineMoved(
            by=command.by,
            at=command.at,
            kind=old.kind,
            about=old.about,
            old_due_at=old.due_at,
            deadline=new,
            reason=command.reason,
        )
        for old in complaint.deadlines
        if (new := _recounted(old, complaint, policy, command.at))
    )


def _recounted(old: Deadline, complaint: Complaint, policy: Policy, at: datetime) -> Deadline | None:
    return recounted(old, lambda one: _span(one, complaint, policy), policy, at)


def _span(deadline: Deadline, complaint: Complaint, policy: Policy) -> Span:
    """The span by which this deadline was counted."""
    windows = policy.pack.windows
    if complaint.overdue and deadline.on == "platform" and deadline.kind != "excuse":
        return windows.senior
    if deadline.kind == "evidence":
        request = complaint.request(deadline.about)
        return windows.more_time if request and request.excuses else windows.evidence
    if deadline.kind == "reply":
        assert policy.pack.reply is not None, "a pack without it gives nobody time to reply"
        return policy.pack.reply.time
    if deadline.kind in ("execution", "advance") and complaint.obligation:
        if complaint.obligation.ground == "settlement":
            return windows.settlement
        if complaint.rung:
            return policy.pack.ladder[min(complaint.rung, len(policy.pack.ladder)) - 1].span
    span = getattr(windows, deadline.kind)
    assert isinstance(span, Span), "each kind of deadline has its window"
    return span
