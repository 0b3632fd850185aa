"""A consumer says that they got it: goods in hand, or the visit done.

Who:    the consumer who bought it, or the platform's staff for one who called or came.
When:   in a stage whose kind asks for it, asked or not.
Event:  OrderReceived.
Next:   desk/reactions.py, under OrderReceived.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.order.events import CameBy, OrderReceived
from ombud.core.order.path import entered
from ombud.core.order.rungs import not_buyer, off_the_path, spoken_for, stage_here
from ombud.core.order.state import Order
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class ConfirmReceived(Command, frozen=True):
    """Yes, I got it."""

    order: str
    came_by: CameBy = ""


NOT_ASKED_HERE = Refusal(
    code="receipt-not-asked", because="In this status there is nothing yet that could have been received."
)


def may(by: Actor, order: Order, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't say whether it came, the first reason that applies, or None."""
    if refusal := not_buyer(by, order) or off_the_path(order, policy):
        return refusal
    return None if stage_here(order, policy).receipt else NOT_ASKED_HERE


def decide(command: ConfirmReceived, order: Order, policy: Policy) -> tuple[OrderReceived, ...] | Refusal:
    """The status to which a yes leads."""
    if refusal := may(command.by, order, policy, command.at):
        return refusal
    received = OrderReceived(
        by=command.by,
        at=command.at,
        was=order.status,
        entered=entered(stage_here(order, policy).receipt, order.facts, policy, command.at),
        on_behalf_of=spoken_for(command.by, order),
        came_by=command.came_by,
    )
    return (received,)
