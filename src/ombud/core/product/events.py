"""Everything that can have happened to a product. Kept for ever: add, never edit."""

from ombud.core.command import Event
from ombud.core.struct import Value


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


class ProductTold(Event, frozen=True, tag="ProductTold"):
    """A source told us of a product."""

    product: str
    facts: ProductFacts
    source: str


class ProductRetold(Event, frozen=True, tag="ProductRetold"):
    """Other facts of it were told later."""

    facts: ProductFacts
    source: str


ProductEvent = ProductTold | ProductRetold
