"""One side hands in evidence, asked or unasked.

Who:    the consumer, or a member of the shop with the right to answer.
When:   until the ruling. A request is answered in time before its deadline; what comes after a lost turn is taken and
        marked late.
Event:  EvidenceSubmitted, with ReplyTimeGiven where it comes at the last moment.
Next:   desk/reactions.py, under EvidenceSubmitted.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import replies
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.intervention import EvidenceSubmitted
from ombud.core.complaint.rungs import closed, not_admitted, not_side, overdue, side_of, too_many, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.files import File
from ombud.core.people import Actor, Side
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class SubmitEvidence(Command, frozen=True):
    """What one side has to show, and its statement."""

    complaint: str
    request: str = ""
    """The request it answers; empty where the side adds to the case unasked."""
    words: Words = EMPTY
    communicated: Words = EMPTY
    """What was communicated between the sides."""
    logistics: Words = EMPTY
    refund_voucher: Words = EMPTY
    files: tuple[File, ...] = ()
    declared_true: bool = False


NOT_NOW = Refusal(
    code="no-evidence-now",
    because="Evidence is taken until the case is decided or settled.",
    way_out="Write a message; new evidence can carry a request for a review.",
)
NO_SUCH_REQUEST = Refusal(
    code="no-such-request",
    because="Your side was not asked for evidence under this number.",
    way_out="Name the open request of your side.",
    field="request",
)
REQUEST_OVER = Refusal(
    code="request-answered",
    because="This request is answered or no longer stands.",
    way_out="Add to the case without naming it.",
    field="request",
)
NOTHING = Refusal(
    code="nothing-submitted",
    because="There is neither a file nor a word in this.",
    way_out="Add a file or a statement, or say why you can't.",
    field="files",
)
NOT_DECLARED = Refusal(
    code="not-declared-true",
    because="An answer to the platform must be declared to be true.",
    way_out="Read it once more and tick the declaration.",
    field="declared_true",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't hand anything in at this instant, the first reason that applies, or None."""
    if refusal := not_side(by, complaint) or closed(complaint):
        return refusal
    if side_of(by, complaint) == "merchant" and (refusal := not_admitted(complaint)):
        return refusal
    return NOT_NOW if complaint.stage in ("executing", "verifying") else None


def decide(command: SubmitEvidence, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...] | Refusal:
    """What was handed in, marked late where its turn was lost, and the other side's time to reply."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    side = side_of(command.by, complaint)
    assert side is not None, "may has seen to it"
    late = _late(command, side, complaint)
    if isinstance(late, Refusal):
        return late
    if refusal := _filled_in(command, side, complaint, policy):
        return refusal
    return (
        EvidenceSubmitted(
            by=command.by,
            at=command.at,
            side=side,
            files=command.files,
            words=command.words.kept,
            communicated=command.communicated.kept,
            logistics=command.logistics.kept,
            refund_voucher=command.refund_voucher.kept,
            request=command.request,
            declared_true=command.declared_true,
            late=late,
        ),
        *replies.given(command.by, side, complaint, policy, command.at),
    )


def _late(command: SubmitEvidence, side: Side, complaint: Complaint) -> bool | Refusal:
    own = [one for one in complaint.requests if one.of == side]
    if not command.request:
        if complaint.deadline("reply", side):
            return False  # it replies to what the other side brought, and that in time
        lost = any(one.state == "lost" for one in own) and not any(one.state == "open" for one in own)
        return lost and complaint.stage == "platform"
    request = next((one for one in own if one.id == command.request), None)
    if request is None:
        return NO_SUCH_REQUEST
    if request.state not in ("open", "lost"):
        return REQUEST_OVER
    return request.state == "lost" or overdue(complaint, "evidence", command.at, request.id) is not None


def _filled_in(command: SubmitEvidence, side: Side, complaint: Complaint, policy: Policy) -> Refusal | None:
    statements = ("words", "communicated", "logistics", "refund_voucher")
    if not command.files and all(getattr(command, field).blank for field in statements):
        return NOTHING
    for field in statements:
        if refusal := unreadable(getattr(command, field), policy, required=False, field=field):
            return refusal
    if refusal := too_many(complaint, side, command.files, policy):
        return refusal
    return NOT_DECLARED if command.request and not command.declared_true else None
