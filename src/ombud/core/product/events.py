"""Everything that can have happened to a product. Kept for ever: add, never edit."""

from datetime import datetime
from typing import Literal

from ombud.core.command import Event
from ombud.core.files import File
from ombud.core.struct import Value

PromotionKind = Literal["coupon", "group-deal", "flash-sale", "price-cutting", "gift", "free-shipping"]


class ProductFacts(Value, frozen=True):
    """What is known of a product."""

    shop: str
    title: str
    price: int = 0
    """Minor units."""
    currency: str = ""
    picture: str = ""
    description: str = ""
    after_sales: str = ""
    stock: int | None = None
    """How many there are; None where nobody counts."""
    pictures: tuple[File, ...] = ()


class Promotion(Value, frozen=True):
    """What the shop offered with a product for a while."""

    id: str
    kind: PromotionKind
    name: str
    terms: str
    """What one has to do for it, and what it gives."""
    from_at: datetime
    until: datetime
    price: int | None = None
    """The price while it holds, minor units; None where the price stays."""

    def holds(self, at: datetime) -> bool:
        """Whether it is on at this instant."""
        return self.from_at <= at < self.until


class ProductTold(Event, frozen=True, tag="ProductTold"):
    """A source told us of a product."""

    product: str
    facts: ProductFacts
    source: str


class ProductRetold(Event, frozen=True, tag="ProductRetold"):
    """Other facts of it were told later."""

    facts: ProductFacts
    source: str


class ProductListed(Event, frozen=True, tag="ProductListed"):
    """The shop offers it from here on."""

    product: str
    facts: ProductFacts


class ProductRevised(Event, frozen=True, tag="ProductRevised"):
    """It is otherwise from here on: the version before stays on record."""

    facts: ProductFacts


class ProductTakenDown(Event, frozen=True, tag="ProductTakenDown"):
    """It is no longer offered."""


class ProductPutBack(Event, frozen=True, tag="ProductPutBack"):
    """It is offered again."""


class PromotionRecorded(Event, frozen=True, tag="PromotionRecorded"):
    """The shop promises something more with it, for a while."""

    promotion: Promotion


class PromotionEnded(Event, frozen=True, tag="PromotionEnded"):
    """The promise ends now; who bought while it held keeps it."""

    promotion: str


ProductEvent = (
    ProductTold | ProductRetold | ProductListed | ProductRevised | ProductTakenDown | ProductPutBack
    | PromotionRecorded | PromotionEnded
)  # fmt: skip
