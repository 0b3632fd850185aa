"""A merchant offers a product: what it is, what it costs, how many there are, and what holds after the sale.

Who:    a member of the shop who may act for it.
When:   once the shop is open, up to the pack's number of products.
Event:  ProductListed.
Next:   desk/reactions.py, under ProductListed.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.files import File
from ombud.core.people import Actor, Member
from ombud.core.policy.policy import Policy
from ombud.core.product.events import ProductFacts, ProductListed
from ombud.core.product.rungs import NOT_YOURS, seller, unfit
from ombud.core.refusal import Refusal
from ombud.core.shop.state import Shop


class ListProduct(Command, frozen=True):
    """What the product is, as buyers will read it."""

    product: str
    title: str
    price: int
    """Minor units."""
    currency: str
    after_sales: str
    description: str = ""
    stock: int | None = None
    files: tuple[File, ...] = ()
    """Its pictures, the first one first."""
    listed_now: int = 0
    """How many products of the shop are offered, as the desk knows it."""


TOO_MANY = Refusal(
    code="too-many-products",
    because="A shop offers at most {products_max} products.",
    way_out="Take one down first.",
)


def may(by: Actor, shop: Shop | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't offer anything, or None."""
    if shop is None or not isinstance(by, Member):
        return NOT_YOURS
    return seller(by, shop.id, shop, policy)


def decide(command: ListProduct, shop: Shop | None, policy: Policy) -> tuple[ProductListed, ...] | Refusal:
    """The product as it is offered."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    assert shop is not None, "asked after the rung that says so"
    assert policy.pack.shops is not None, "the same"
    most = policy.pack.shops.limits.products_max
    if command.listed_now >= most:
        return TOO_MANY.given(products_max=most)
    facts = ProductFacts(
        shop=shop.id,
        title=command.title.strip(),
        price=command.price,
        currency=command.currency,
        description=command.description.strip(),
        after_sales=command.after_sales.strip(),
        stock=command.stock,
        pictures=command.files,
    )
    if refusal := unfit(facts, command.files, policy):
        return refusal
    return (ProductListed(by=command.by, at=command.at, product=command.product, facts=facts),)
