"""A merchant no longer offers a product. It stays on record, and with it what stood when it was bought.

Who:    a member of the shop who may act for it.
When:   while it is offered.
Event:  ProductTakenDown.
Next:   desk/reactions.py, under ProductTakenDown.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.product.events import ProductTakenDown
from ombud.core.product.rungs import keeper
from ombud.core.product.state import Product
from ombud.core.refusal import Refusal


class TakeDownProduct(Command, frozen=True):
    """That it is no longer offered."""

    product: str


DOWN = Refusal(code="product-down", because="This product isn't offered now.")


def may(by: Actor, product: Product, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't take it down, or None."""
    return keeper(by, product, policy, at) or (None if product.up else DOWN)


def decide(command: TakeDownProduct, product: Product, policy: Policy) -> tuple[ProductTakenDown, ...] | Refusal:
    """The end of the offer."""
    if refusal := may(command.by, product, policy, command.at):
        return refusal
    return (ProductTakenDown(by=command.by, at=command.at),)
