"""A merchant promises something more with a product for a while: a coupon, a group deal, a price for a day.

Who:    a member of the shop who may act for it.
When:   while it is offered; what has begun is never changed, only ended.
Event:  PromotionRecorded.
Next:   desk/reactions.py, under PromotionRecorded.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.product.events import Promotion, PromotionKind, PromotionRecorded
from ombud.core.product.rungs import PRICE_MAX, TEXT_MAX, TEXT_TOO_LONG, TITLE_MAX, keeper
from ombud.core.product.state import Product
from ombud.core.product.take_down import DOWN
from ombud.core.refusal import Refusal


class PromoteProduct(Command, frozen=True):
    """What is promised, on which terms, and for how long."""

    product: str
    kind: PromotionKind
    name: str
    terms: str
    from_at: datetime
    until: datetime
    price: int | None = None
    """The price while it holds, minor units."""


NO_NAME = Refusal(code="promotion-name-missing", because="Give the promotion a name.", field="name")
NO_TERMS = Refusal(
    code="promotion-terms-missing",
    because="Say what one has to do for it and what it gives: it is what a dispute goes by.",
    field="terms",
)
NO_ZONE = Refusal(code="instant-without-zone", because="Give the instants with their zone.", field="from_at")
BACKWARDS = Refusal(code="promotion-backwards", because="The end comes before the beginning.", field="until")
IN_THE_PAST = Refusal(
    code="promotion-in-the-past",
    because="A promotion can't begin before it is recorded.",
    way_out="Let it begin now or later.",
    field="from_at",
)
DEARER = Refusal(
    code="promotion-price-unfit",
    because="A promotion's price is above nothing and below the price itself.",
    field="price",
)
TOO_MANY = Refusal(
    code="too-many-promotions",
    because="A product has at most {promotions_max} promotions that still run or are to come.",
    way_out="End one first.",
)
GRACE_MINUTES = 10
"""Whoever chooses “now” sends the form some minutes later."""


def may(by: Actor, product: Product, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't promise anything with it, or None."""
    if refusal := keeper(by, product, policy, at):
        return refusal
    if not product.up:
        return DOWN
    assert policy.pack.shops is not None, "asked after the rung that says so"
    most = policy.pack.shops.limits.promotions_max
    running = sum(at < one.until for one in product.promotions)
    return TOO_MANY.given(promotions_max=most) if running >= most else None


def decide(command: PromoteProduct, product: Product, policy: Policy) -> tuple[PromotionRecorded, ...] | Refusal:
    """The promise; one that begins now begins when it was received."""
    if refusal := may(command.by, product, policy, command.at) or _unfit(command, product):
        return refusal
    promotion = Promotion(
        id=f"p{len(product.promotions) + 1}",
        kind=command.kind,
        name=command.name.strip(),
        terms=command.terms.strip(),
        from_at=max(command.from_at, command.at),
        until=command.until,
        price=command.price,
    )
    return (PromotionRecorded(by=command.by, at=command.at, promotion=promotion),)


def _unfit(command: PromoteProduct, product: Product) -> Refusal | None:
    if not command.name.strip():
        return NO_NAME
    if not command.terms.strip():
        return NO_TERMS
    for name, most in (("name", TITLE_MAX), ("terms", TEXT_MAX)):
        if len(getattr(command, name)) > most:
            return TEXT_TOO_LONG.given(most=most, there=len(getattr(command, name))).at_field(name)
    return _unfit_time(command) or _unfit_price(command, product)


def _unfit_time(command: PromoteProduct) -> Refusal | None:
    if command.from_at.tzinfo is None or command.until.tzinfo is None:
        return NO_ZONE
    if (command.at - command.from_at).total_seconds() > GRACE_MINUTES * 60:
        return IN_THE_PAST
    return BACKWARDS if command.until <= max(command.from_at, command.at) else None


def _unfit_price(command: PromoteProduct, product: Product) -> Refusal | None:
    if command.price is None:
        return None
    return None if 0 < command.price < min(product.facts.price, PRICE_MAX) else DEARER
