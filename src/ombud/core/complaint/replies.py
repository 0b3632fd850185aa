"""A side's time to reply to what the other brought at the last moment, so that no case is won by that.

Once for each side since the platform was asked to decide, and once more for each request for evidence to the other, so
that two sides who wait for each other's last moment come to an end.
"""

from datetime import datetime

from ombud.core.complaint.events.intervention import ReplyTimeGiven
from ombud.core.complaint.state import Complaint
from ombud.core.deadlines import Deadline
from ombud.core.people import Actor, Side, across
from ombud.core.policy.policy import Policy

DECIDES = ("ruling", "approval", "review")
"""The platform's turns that end in a decision."""


def given(by: Actor, side: Side, complaint: Complaint, policy: Policy, at: datetime) -> tuple[ReplyTimeGiven, ...]:
    """The other side's time to reply to what `side` brings at this instant; empty where it needs none, or had it."""
    rules, other = policy.pack.reply, across(side)
    if rules is None or complaint.stage != "platform" or _had(other, complaint):
        return ()
    if not _last_moment(complaint, policy.end(rules.last, at)):
        return ()
    due = deadline(other, policy, at)
    own = (one for one in complaint.deadlines if one.kind == "evidence" and one.on == other)
    if any(one.due_at >= due.due_at for one in own):
        return ()
    return (ReplyTimeGiven(by=by, at=at, of=other, deadline=due),)


def deadline(side: Side, policy: Policy, at: datetime) -> Deadline:
    """A side's time to reply from this instant on, under a pack that gives any."""
    assert policy.pack.reply is not None, "a pack without it gives nobody time to reply"
    return policy.deadline("reply", side, policy.pack.reply.time, at, about=side)


def _had(side: Side, complaint: Complaint) -> bool:
    asked = complaint.asked_for_evidence(across(side))
    return any(one.side == side and (one.open or one.asked == asked) for one in complaint.replies)


def _last_moment(complaint: Complaint, reaches: datetime) -> bool:
    """Whether the span before an end that `reaches` so far reaches the end of a side's time for evidence. Where neither
    was asked for any, that is the time in which the platform decides."""
    ends = [one.until for one in complaint.requests if one.until is not None and one.state != "dropped"]
    ends = ends or [one.due_at for one in complaint.deadlines if one.kind in DECIDES]
    return any(reaches >= end for end in ends)
