"""A merchant changes what is said of a product; what stood before stays on record for whoever bought then.

Who:    a member of the shop who may act for it.
When:   at any time once it is listed.
Event:  ProductRevised.
Next:   desk/reactions.py, under ProductRevised.
"""

from datetime import datetime

from msgspec.structs import replace

from ombud.core.command import Command
from ombud.core.files import File
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.product.events import ProductRevised
from ombud.core.product.rungs import keeper, unfit
from ombud.core.product.state import Product
from ombud.core.refusal import Refusal


class ReviseProduct(Command, frozen=True):
    """All of it as it is from here on. Pictures that aren't dropped stay before new ones."""

    product: str
    title: str
    price: int
    after_sales: str
    description: str = ""
    stock: int | None = None
    files: tuple[File, ...] = ()
    """New pictures."""
    drop: tuple[str, ...] = ()
    """Ids of pictures that go."""


SAME = Refusal(code="nothing-changed", because="Nothing about it is otherwise than before.")


def may(by: Actor, product: Product, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't change it, or None."""
    return keeper(by, product, policy, at)


def decide(command: ReviseProduct, product: Product, policy: Policy) -> tuple[ProductRevised, ...] | Refusal:
    """The product as it is from here on."""
    if refusal := may(command.by, product, policy, command.at):
        return refusal
    given = {one.file for one in command.files}
    kept = tuple(one for one in product.facts.pictures if one.file not in {*command.drop, *given})
    facts = replace(
        product.facts,
        title=command.title.strip(),
        price=command.price,
        currency=product.facts.currency or policy.pack.currencies[0],
        description=command.description.strip(),
        after_sales=command.after_sales.strip(),
        stock=command.stock,
        pictures=(*kept, *command.files),
    )
    if refusal := unfit(facts, facts.pictures, policy):
        return refusal
    return SAME if facts == product.facts else (ProductRevised(by=command.by, at=command.at, facts=facts),)
