"""A side that was asked for evidence asks for more time, or says why it can't give any.

Who:    the side that was asked; for the shop, a member with the right to answer.
When:   before the evidence is due, once for each request; the side's time stands still until the platform answers.
Event:  ExcuseGiven.
Next:   desk/reactions.py, under ExcuseGiven.
"""

from datetime import datetime
from typing import Literal

from ombud.core.command import Command
from ombud.core.complaint.events.intervention import ExcuseGiven
from ombud.core.complaint.rungs import closed, not_side, not_with_platform, overdue, side_of, unreadable
from ombud.core.complaint.state import Complaint, Request
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class GiveExcuse(Command, frozen=True):
    """Why the answer takes longer, or can't be given."""

    complaint: str
    request: str
    kind: Literal["more-time", "cannot"]
    words: Words


NOTHING_ASKED = Refusal(code="no-open-request", because="Your side isn't asked for evidence now.")
NO_SUCH_REQUEST = Refusal(
    code="no-such-request",
    because="Your side was not asked for evidence under this number.",
    way_out="Name the open request of your side.",
    field="request",
)
EXCUSED_BEFORE = Refusal(
    code="excused-before",
    because="For each request a side can ask for more time or say why it can't once, and this was done.",
    way_out="Hand in what you have before {due_at}.",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't give an excuse at this instant, the first reason that applies, or None."""
    if refusal := not_side(by, complaint) or closed(complaint) or not_with_platform(complaint):
        return refusal
    own = [one for one in complaint.open_requests if one.of == side_of(by, complaint)]
    if not own:
        return NOTHING_ASKED
    reasons = [_not_for(one, complaint, at) for one in own]
    return None if None in reasons else reasons[0]


def _not_for(request: Request, complaint: Complaint, at: datetime) -> Refusal | None:
    if request.excuses:
        waits = complaint.deadline("evidence", request.id) or complaint.deadline("excuse", request.id)
        return EXCUSED_BEFORE.given(due_at=waits.due_at if waits else at)
    return overdue(complaint, "evidence", at, request.id)


def decide(command: GiveExcuse, complaint: Complaint, policy: Policy) -> tuple[ExcuseGiven, ...] | Refusal:
    """The excuse, and the platform's time to answer it."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    request = complaint.request(command.request)
    if request is None or request not in complaint.open_requests or request.of != side_of(command.by, complaint):
        return NO_SUCH_REQUEST
    if refusal := _not_for(request, complaint, command.at) or unreadable(command.words, policy):
        return refusal
    return (
        ExcuseGiven(
            by=command.by,
            at=command.at,
            request=request.id,
            kind=command.kind,
            words=command.words.kept,
            deadline=policy.deadline("excuse", "platform", policy.pack.windows.excuse, command.at, about=request.id),
        ),
    )
