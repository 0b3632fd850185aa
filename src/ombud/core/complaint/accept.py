"""The other side accepts an offer: a settlement.

Who:    the side to which the offer was made; for the shop, a member with the right to answer.
When:   while the offer stands and before it lapses.
Event:  OfferAccepted and Settled; where nothing is owed, ComplaintClosed.
Next:   desk/reactions.py, under Settled.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.talk import OfferAccepted
from ombud.core.complaint.rungs import closed, not_side, overdue, side_of
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class AcceptOffer(Command, frozen=True):
    """Yes to the offer that was read: naming it keeps a yes from landing on another."""

    complaint: str
    offer: str


NONE_STANDS = Refusal(code="no-offer-stands", because="No offer waits for your answer.")
ANOTHER_STANDS = Refusal(
    code="another-offer-stands",
    because="This offer was replaced in the meantime.",
    way_out="Read the offer that stands now.",
    field="offer",
)
TOO_MUCH = Refusal(
    code="more-than-refundable",
    because="Meanwhile only {refundable} can still be refunded for this order.",
    way_out="Make an offer of what is left.",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't accept at this instant, the first reason that applies, or None."""
    if refusal := not_side(by, complaint) or closed(complaint):
        return refusal
    standing = complaint.standing_offer
    if standing is None or standing.side == side_of(by, complaint):
        return NONE_STANDS
    if refusal := overdue(complaint, "offer", at, about=standing.id):
        return refusal
    if standing.terms.refund > complaint.refundable():
        return TOO_MUCH.given(refundable=complaint.refundable())
    return None


def decide(command: AcceptOffer, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...] | Refusal:
    """The settlement."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    standing = complaint.standing_offer
    assert standing is not None, "may has seen to it"
    if standing.id != command.offer:
        return ANOTHER_STANDS
    accepted = OfferAccepted(by=command.by, at=command.at, offer=standing.id)
    return (accepted, *turns.settled(command.by, command.at, standing.terms, policy))
