"""A shop answers a complaint: it agrees to what was asked, refuses, or explains.

Who:    a member of the shop with the right to answer.
When:   while the two sides negotiate and before the answer is due, once; after that they talk and make offers.
Event:  ComplaintAnswered; where the shop agrees, Settled.
Next:   desk/reactions.py, under ComplaintAnswered and Settled.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.talk import ComplaintAnswered, Stance
from ombud.core.complaint.rungs import closed, not_admitted, not_shop, overdue, too_many, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.files import File
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class AnswerComplaint(Command, frozen=True):
    """The shop's first word on what was asked."""

    complaint: str
    stance: Stance
    words: Words
    files: tuple[File, ...] = ()


NOT_NEGOTIATING = Refusal(
    code="not-negotiating", because="The two sides no longer negotiate in this complaint; the platform has it."
)
ANSWERED = Refusal(
    code="already-answered",
    because="The shop has answered this complaint.",
    way_out="Write a message or make an offer.",
)
CANNOT_AGREE = Refusal(
    code="more-than-refundable",
    because="What was asked is more than can still be refunded: {refundable}.",
    way_out="Offer what is left.",
    field="stance",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't answer at this instant, the first reason that applies, or None."""
    if refusal := not_shop(by, complaint) or closed(complaint):
        return refusal
    if refusal := not_admitted(complaint):
        return refusal
    if complaint.stage != "negotiating":
        return NOT_NEGOTIATING
    if complaint.answered:
        return ANSWERED
    return overdue(complaint, "answer", at)


def decide(command: AnswerComplaint, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...] | Refusal:
    """The answer; agreement makes it a settlement at once."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    agrees = command.stance == "agrees"
    if refusal := unreadable(command.words, policy, required=not agrees) or too_many(
        complaint, "merchant", command.files, policy
    ):
        return refusal
    if agrees and complaint.asked.refund > complaint.refundable():
        return CANNOT_AGREE.given(refundable=complaint.refundable())
    answered = ComplaintAnswered(
        by=command.by,
        at=command.at,
        stance=command.stance,
        words=command.words.kept,
        files=command.files,
        choice=None if agrees else turns.choice(policy, command.at),
    )
    if not agrees:
        return (answered,)
    return (answered, *turns.settled(command.by, command.at, complaint.asked, policy))
