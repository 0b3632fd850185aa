"""One side proposes a settlement; while an offer of the other side stands, this is a counter-offer.

Who:    the consumer, or a member of the shop with the right to answer.
When:   while the two sides negotiate or the platform has the case, up to the pack's number of offers; not while one's
        own stands.
Event:  OfferMade.
Next:   desk/reactions.py, under OfferMade.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events.talk import OfferMade
from ombud.core.complaint.rungs import closed, not_side, side_of, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.money import Terms
from ombud.core.people import Actor, across
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class MakeOffer(Command, frozen=True):
    """What one side would settle for."""

    complaint: str
    terms: Terms
    words: Words = EMPTY


NOT_NOW = Refusal(code="no-offers-now", because="In this stage of the complaint no offers are made.")
YOURS_STANDS = Refusal(
    code="own-offer-stands", because="Your own offer still waits for an answer.", way_out="Wait for it until {due_at}."
)
NO_MORE = Refusal(
    code="offers-used-up",
    because="A negotiation holds at most {counters_max} offers, and they are used up.",
    way_out="Accept what stands, or let the platform decide.",
)
TOO_MUCH = Refusal(
    code="more-than-refundable",
    because="At most {refundable} can still be refunded in this case.",
    way_out="Name that much or less.",
    field="terms",
)
NO_AMOUNT = Refusal(code="amount-missing", because="Say how much.", field="terms")
NOT_MONEY = Refusal(
    code="amount-not-in-remedy",
    because="This remedy isn't money, so it has no amount.",
    way_out="Leave the amount out, or choose a remedy that is paid.",
    field="terms",
)
TOO_MUCH_EXTRA = Refusal(
    code="more-than-compensable",
    because="Compensation here is at most {most}.",
    way_out="Name that much or less.",
    field="terms",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't make an offer at this instant, the first reason that applies, or None."""
    if refusal := not_side(by, complaint) or closed(complaint):
        return refusal
    if complaint.stage not in ("negotiating", "platform") or complaint.looked_at_again:
        return NOT_NOW
    standing = complaint.standing_offer
    if standing and standing.side == side_of(by, complaint):
        deadline = complaint.deadline("offer")
        return YOURS_STANDS.given(due_at=deadline.due_at if deadline else at)
    if len(complaint.offers) >= policy.pack.limits.counters_max:
        return NO_MORE.given(counters_max=policy.pack.limits.counters_max)
    return None


def too_much(terms: Terms, complaint: Complaint, policy: Policy) -> Refusal | None:
    """What is wrong with the amount of some terms in this case."""
    if terms.amount < 0 or (terms.remedy in turns.MONEY and terms.amount == 0):
        return NO_AMOUNT
    if terms.remedy not in turns.MONEY and terms.amount:
        return NOT_MONEY
    if terms.refund > complaint.refundable():
        return TOO_MUCH.given(refundable=complaint.refundable())
    most = complaint.paid * policy.pack.limits.compensation_percent_max // 100
    if terms.remedy == "compensation" and terms.amount > most:
        return TOO_MUCH_EXTRA.given(most=most)
    return None


def decide(command: MakeOffer, complaint: Complaint, policy: Policy) -> tuple[OfferMade, ...] | Refusal:
    """The offer, and the other side's time to answer it."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := too_much(command.terms, complaint, policy) or unreadable(command.words, policy, required=False):
        return refusal
    side = side_of(command.by, complaint)
    assert side is not None, "may has seen to it"
    standing = complaint.standing_offer
    offer = turns.next_id("o", len(complaint.offers))
    return (
        OfferMade(
            by=command.by,
            at=command.at,
            offer=offer,
            side=side,
            terms=command.terms,
            words=command.words.kept,
            deadline=policy.deadline("offer", across(side), policy.pack.windows.offer, command.at, about=offer),
            counters=standing.id if standing else "",
        ),
    )
