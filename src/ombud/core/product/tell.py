"""A source tells us of a product: first or again.

Who:    the platform's own software: an import, an integrator's key, the demo seed.
When:   at any time; telling the same facts again changes nothing and is refused as already known.
Event:  ProductTold, or ProductRetold.
Next:   desk/reactions.py, under ProductTold.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor, System
from ombud.core.policy.policy import Policy
from ombud.core.product.events import ProductFacts, ProductRetold, ProductTold
from ombud.core.product.state import Product
from ombud.core.refusal import Refusal


class TellProduct(Command, frozen=True):
    """Facts of a product, with where they come from."""

    product: str
    facts: ProductFacts
    source: str


ONLY_SYSTEMS = Refusal(code="system-only", because="Only the platform's own systems tell facts.")
KNOWN = Refusal(code="already-known", because="This is known already, in the same words.")


def may(by: Actor, product: Product | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't tell of it, or None."""
    return None if isinstance(by, System) else ONLY_SYSTEMS


def decide(
    command: TellProduct, product: Product | None, policy: Policy
) -> tuple[ProductTold | ProductRetold, ...] | Refusal:
    """The facts as told."""
    if refusal := may(command.by, product, policy, command.at):
        return refusal
    if product is None:
        return (
            ProductTold(
                by=command.by, at=command.at, product=command.product, facts=command.facts, source=command.source
            ),
        )
    if product.facts == command.facts:
        return KNOWN
    return (ProductRetold(by=command.by, at=command.at, facts=command.facts, source=command.source),)
