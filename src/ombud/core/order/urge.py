"""A consumer urges the shop to go on with an order: to send it, to confirm that it came, to say what is wrong.

Who:    the consumer who bought it, or the platform's staff for a consumer who called or came.
When:   while it is the shop's to move it on, at most once in the pack's span.
Event:  OrderUrged.
Next:   desk/reactions.py, under OrderUrged.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.order.events import CameBy, OrderUrged
from ombud.core.order.rungs import NO_SHOP, not_buyer, off_the_path, spoken_for, stage_here, too_long
from ombud.core.order.state import Order
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class UrgeOrder(Command, frozen=True):
    """Please go on with it."""

    order: str
    words: Words = EMPTY
    came_by: CameBy = ""


NOT_THE_SHOPS_TURN = Refusal(
    code="not-the-shops-turn",
    because="In this status the order doesn't wait for the shop, so urging it changes nothing.",
)
URGED_ALREADY = Refusal(
    code="urged-already",
    because="The shop was urged on {urged_at}.",
    way_out="It can be urged again from {again_at}.",
)


def may(by: Actor, order: Order, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't urge the shop at this instant, the first reason that applies, or None."""
    if refusal := not_buyer(by, order):
        return refusal
    if not order.shop:
        return NO_SHOP
    if refusal := off_the_path(order, policy):
        return refusal
    if "merchant" not in stage_here(order, policy).by:
        return NOT_THE_SHOPS_TURN
    assert policy.pack.trade is not None, "what is on a path has rules"
    if order.urged_at is not None:
        again_at = policy.end(policy.pack.trade.urge, order.urged_at)
        if at < again_at:
            return URGED_ALREADY.given(urged_at=order.urged_at, again_at=again_at)
    return None


def decide(command: UrgeOrder, order: Order, policy: Policy) -> tuple[OrderUrged, ...] | Refusal:
    """The urge."""
    if refusal := may(command.by, order, policy, command.at) or too_long(command.words, policy):
        return refusal
    urged = OrderUrged(
        by=command.by,
        at=command.at,
        status=order.status,
        words=command.words.kept,
        on_behalf_of=spoken_for(command.by, order),
        came_by=command.came_by,
    )
    return (urged,)
