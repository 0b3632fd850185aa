"""The owner opens the shop: from here on everybody may see it.

Who:    the shop's owner.
When:   once the platform found its papers in order and the duties in force are accepted.
Event:  ShopOpened.
Next:   desk/reactions.py, under ShopOpened.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.opening_events import ShopOpened
from ombud.core.shop.qualify import DUTIES_FIRST
from ombud.core.shop.rungs import keeper, rules_of
from ombud.core.shop.state import Shop


class OpenShop(Command, frozen=True):
    """That it opens."""

    shop: str


OPEN = Refusal(code="shop-open", because="This shop is open already.")
NOT_VERIFIED = Refusal(
    code="shop-not-verified",
    because="The platform hasn't found this shop's papers in order yet.",
    way_out="Hand them in, or wait until they were looked at.",
)


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't open it, or None."""
    if refusal := keeper(by, shop, policy):
        return refusal
    if shop.stage == "open":
        return OPEN
    if shop.verified_at is None:
        return NOT_VERIFIED
    return None if shop.duties == rules_of(policy).duties_version else DUTIES_FIRST


def decide(command: OpenShop, shop: Shop, policy: Policy) -> tuple[ShopOpened, ...] | Refusal:
    """The opening."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    return (ShopOpened(by=command.by, at=command.at),)
