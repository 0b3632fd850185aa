"""A merchant offers a product again that was taken down.

Who:    a member of the shop who may act for it.
When:   while it isn't offered.
Event:  ProductPutBack.
Next:   desk/reactions.py, under ProductPutBack.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.product.events import ProductPutBack
from ombud.core.product.list import TOO_MANY
from ombud.core.product.rungs import keeper
from ombud.core.product.state import Product
from ombud.core.refusal import Refusal


class PutBackProduct(Command, frozen=True):
    """That it is offered again."""

    product: str
    listed_now: int = 0
    """How many products of the shop are offered, as the desk knows it."""


UP = Refusal(code="product-up", because="This product is offered already.")


def may(by: Actor, product: Product, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't put it back, or None."""
    return keeper(by, product, policy, at) or (UP if product.up else None)


def decide(command: PutBackProduct, product: Product, policy: Policy) -> tuple[ProductPutBack, ...] | Refusal:
    """The offer again."""
    if refusal := may(command.by, product, policy, command.at):
        return refusal
    assert policy.pack.shops is not None, "asked after the rung that says so"
    most = policy.pack.shops.limits.products_max
    if command.listed_now >= most:
        return TOO_MANY.given(products_max=most)
    return (ProductPutBack(by=command.by, at=command.at),)
