"""A merchant ends a promotion now; who bought while it held keeps what it promised.

Who:    a member of the shop who may act for it.
When:   before it ends by itself.
Event:  PromotionEnded.
Next:   desk/reactions.py, under PromotionEnded.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.product.events import PromotionEnded
from ombud.core.product.rungs import keeper
from ombud.core.product.state import Product
from ombud.core.refusal import Refusal


class EndPromotion(Command, frozen=True):
    """Which."""

    product: str
    promotion: str


NO_SUCH_PROMOTION = Refusal(
    code="promotion-unknown", because="This product has no such promotion that still runs.", field="promotion"
)


def may(by: Actor, product: Product, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't end one, or None."""
    return keeper(by, product, policy, at)


def decide(command: EndPromotion, product: Product, policy: Policy) -> tuple[PromotionEnded, ...] | Refusal:
    """Its end."""
    if refusal := may(command.by, product, policy, command.at):
        return refusal
    running = {one.id for one in product.promotions if command.at < one.until}
    if command.promotion not in running:
        return NO_SUCH_PROMOTION
    return (PromotionEnded(by=command.by, at=command.at, promotion=command.promotion),)
