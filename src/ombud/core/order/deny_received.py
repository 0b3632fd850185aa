"""A consumer says that they didn't get it.

Who:    the consumer who bought it, or the platform's staff for one who called or came.
When:   in a stage whose kind asks for it, once a stage.
Event:  OrderNotReceived.
Next:   desk/reactions.py, under OrderNotReceived; a complaint about it can be filed at once, the shop has been told.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.order import confirm_received
from ombud.core.order.events import CameBy, OrderNotReceived
from ombud.core.order.rungs import spoken_for, too_long
from ombud.core.order.state import Order
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class DenyReceived(Command, frozen=True):
    """No, it didn't come."""

    order: str
    words: Words = EMPTY
    came_by: CameBy = ""


SAID_ALREADY = Refusal(
    code="said-already",
    because="The shop has been told that you didn't get it.",
    way_out="You can complain about it now.",
)


def may(by: Actor, order: Order, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't say that it didn't come, the first reason that applies, or None."""
    if refusal := confirm_received.may(by, order, policy, at):
        return refusal
    return SAID_ALREADY if order.receipt == "no" else None


def decide(command: DenyReceived, order: Order, policy: Policy) -> tuple[OrderNotReceived, ...] | Refusal:
    """The no; the order stays where it is."""
    if refusal := may(command.by, order, policy, command.at) or too_long(command.words, policy):
        return refusal
    denied = OrderNotReceived(
        by=command.by,
        at=command.at,
        status=order.status,
        words=command.words.kept,
        on_behalf_of=spoken_for(command.by, order),
        came_by=command.came_by,
    )
    return (denied,)
