"""A source tells us of a shop: first or again.

Who:    the platform's own software: an import, an integrator's key, the demo seed.
When:   at any time; telling the same facts again changes nothing and is refused as already known.
Event:  ShopTold, or ShopRetold.
Next:   desk/reactions.py, under ShopTold.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor, System
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.events import ShopFacts, ShopRetold, ShopTold
from ombud.core.shop.state import Shop


class TellShop(Command, frozen=True):
    """Facts of a shop, with where they come from."""

    shop: str
    facts: ShopFacts
    source: str


ONLY_SYSTEMS = Refusal(code="system-only", because="Only the platform's own systems tell facts.")
KNOWN = Refusal(code="already-known", because="This is known already, in the same words.")


def may(by: Actor, shop: Shop | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't tell of it, or None."""
    return None if isinstance(by, System) else ONLY_SYSTEMS


def decide(command: TellShop, shop: Shop | None, policy: Policy) -> tuple[ShopTold | ShopRetold, ...] | Refusal:
    """The facts as told."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    if shop is None:
        return (ShopTold(by=command.by, at=command.at, shop=command.shop, facts=command.facts, source=command.source),)
    if shop.facts == command.facts:
        return KNOWN
    return (ShopRetold(by=command.by, at=command.at, facts=command.facts, source=command.source),)
