"""The shop answers a rating, once, beside it, where everybody reads both.

Who:    a member of the shop who may answer for it.
When:   once the order was rated, and once only.
Event:  RatingAnswered.
Next:   desk/reactions.py, under RatingAnswered.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.order.events import RatingAnswered
from ombud.core.order.rate import unfit
from ombud.core.order.rungs import WORDS_MISSING, not_seller
from ombud.core.order.state import Order
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class AnswerRating(Command, frozen=True):
    """What the shop says to it."""

    order: str
    words: Words


NOT_RATED = Refusal(code="not-rated", because="Nobody has rated this order.")
ANSWERED = Refusal(code="rating-answered", because="This rating was answered already, which can be done once.")


def may(by: Actor, order: Order, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't answer it, or None."""
    if refusal := not_seller(by, order):
        return refusal
    if order.rating is None:
        return NOT_RATED
    return ANSWERED if order.rating.answered_at else None


def decide(command: AnswerRating, order: Order, policy: Policy) -> tuple[RatingAnswered, ...] | Refusal:
    """The answer."""
    if refusal := may(command.by, order, policy, command.at):
        return refusal
    if command.words.blank:
        return WORDS_MISSING
    if refusal := unfit(command.words, policy):
        return refusal
    return (RatingAnswered(by=command.by, at=command.at, words=command.words.kept),)
