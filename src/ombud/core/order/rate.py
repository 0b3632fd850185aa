"""Somebody who bought rates the shop, with one to five stars and a few words that everybody may read.

Who:    the consumer who bought it.
When:   once it was received, or a complaint about it is closed; it can be changed within the pack's window.
Event:  OrderRated.
Next:   desk/reactions.py, under OrderRated.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.door import caught
from ombud.core.order.events import OrderRated
from ombud.core.order.path import kind_of
from ombud.core.order.state import Order
from ombud.core.people import Actor, Consumer
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words

STARS = range(1, 6)


class RateOrder(Command, frozen=True):
    """How it was."""

    order: str
    stars: int
    words: Words = EMPTY


NOT_WHO_BOUGHT = Refusal(code="buyer-rates", because="Only who bought it can rate it.")
NO_SHOP = Refusal(
    code="order-without-seller",
    because="We were not told which shop sold this order, so it can't be rated.",
    way_out="Ask the platform's service to add the shop to the order.",
)
TOO_EARLY = Refusal(
    code="not-received-yet",
    because="An order can be rated once it was received, or once a complaint about it is closed.",
    way_out="Say that you received it first, where you did.",
)
CHANGE_OVER = Refusal(
    code="rating-stands", because="A rating can be changed for a while; this one stands since {until}."
)
NOT_STARS = Refusal(code="stars-one-to-five", because="A rating has one to five stars.", field="stars")
TOO_LONG = Refusal(
    code="too-many-words", because="This takes at most {words_max} characters; there are {words}.", field="words"
)
UNFIT = Refusal(
    code="words-not-for-everybody",
    because="Everybody would read this, and it looks like {rule}.",
    way_out="Say it in other words, or give the stars alone.",
    field="words",
)
SAME = Refusal(code="nothing-changed", because="It says this already.")


def may(by: Actor, order: Order, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't rate it at this instant, or None."""
    if not (isinstance(by, Consumer) and by.id == order.facts.consumer):
        return NOT_WHO_BOUGHT
    if not order.facts.shop:
        return NO_SHOP
    if not received(order, policy) and all(one.live for one in order.complaints):
        return TOO_EARLY
    if order.rating is not None:
        until = policy.end(policy.pack.ratings.change, order.rating.at)
        return CHANGE_OVER.given(until=until) if at >= until else None
    return None


def received(order: Order, policy: Policy) -> bool:
    """Whether it is known to have come: by the consumer's word, by what was told, or at the usual end of its path."""
    return order.receipt == "yes" or order.facts.delivered_at is not None or _came_to_its_end(order, policy)


def _came_to_its_end(order: Order, policy: Policy) -> bool:
    kind = kind_of(order, policy)
    return order.status == (kind.usual()[-1].status if kind else "delivered")


def decide(command: RateOrder, order: Order, policy: Policy) -> tuple[OrderRated, ...] | Refusal:
    """The rating, or the one that takes its place."""
    if refusal := may(command.by, order, policy, command.at):
        return refusal
    if command.stars not in STARS:
        return NOT_STARS
    if refusal := unfit(command.words, policy):
        return refusal
    was = order.rating
    if was is not None and was.stars == command.stars and not (command.words.text or was.words):
        return SAME
    return (OrderRated(by=command.by, at=command.at, stars=command.stars, words=command.words.kept),)


def unfit(words: Words, policy: Policy) -> Refusal | None:
    """Why these words can't stand where everybody reads them: what the door holds, or only warns of, is kept out."""
    most = policy.pack.ratings.words_max
    if len(words.text) > most:
        return TOO_LONG.given(words_max=most, words=len(words.text))
    rule = caught(words.text, policy.pack.door) if words.text else None
    return UNFIT.given(rule=rule.code) if rule is not None else None
