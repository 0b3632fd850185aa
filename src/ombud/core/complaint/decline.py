"""The other side declines an offer.

Who:    the side to which the offer was made; for the shop, a member with the right to answer.
When:   while the offer stands and before it lapses.
Event:  OfferDeclined; the consumer has a turn again, unless the platform already has the case.
Next:   desk/reactions.py, under OfferDeclined.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import accept, turns
from ombud.core.complaint.events.talk import OfferDeclined
from ombud.core.complaint.rungs import closed, not_side, overdue, side_of, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class DeclineOffer(Command, frozen=True):
    """No to the offer that was read."""

    complaint: str
    offer: str
    words: Words = EMPTY


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't decline at this instant, the first reason that applies, or None."""
    if refusal := not_side(by, complaint) or closed(complaint):
        return refusal
    standing = complaint.standing_offer
    if standing is None or standing.side == side_of(by, complaint):
        return accept.NONE_STANDS
    return overdue(complaint, "offer", at, about=standing.id)


def decide(command: DeclineOffer, complaint: Complaint, policy: Policy) -> tuple[OfferDeclined, ...] | Refusal:
    """The no, and whose turn follows it."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy, required=False):
        return refusal
    standing = complaint.standing_offer
    assert standing is not None, "may has seen to it"
    if standing.id != command.offer:
        return accept.ANOTHER_STANDS
    turn = turns.choice(policy, command.at) if complaint.stage == "negotiating" else None
    return (OfferDeclined(by=command.by, at=command.at, offer=standing.id, words=command.words.kept, turn=turn),)
