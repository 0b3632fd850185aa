"""What a product is now: the fold of everything that was told of it, or that its shop did with it."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import assert_never

from msgspec.structs import replace

from ombud.core.product.events import (
    ProductEvent,
    ProductFacts,
    ProductListed,
    ProductPutBack,
    ProductRetold,
    ProductRevised,
    ProductTakenDown,
    ProductTold,
    Promotion,
    PromotionEnded,
    PromotionRecorded,
)
from ombud.core.shop.state import Shop
from ombud.core.struct import Value


class Product(Value, frozen=True):
    """One product of one shop."""

    id: str
    facts: ProductFacts
    source: str
    up: bool = True
    """Whether it is offered now."""
    version: int = 1
    """How often its facts were said."""
    promotions: tuple[Promotion, ...] = ()
    its_shop: Shop | None = None
    """The shop as it is now, where a verb looks at it; never stored."""

    @property
    def shop(self) -> str:
        """The id of its shop."""
        return self.facts.shop

    def promotions_at(self, at: datetime) -> tuple[Promotion, ...]:
        """What is promised with it at this instant."""
        return tuple(one for one in self.promotions if one.holds(at))


def evolve(product: Product | None, event: ProductEvent) -> Product:
    """The product after one more event."""
    if isinstance(event, ProductTold):
        assert product is None, "a product is told once, then retold"
        return Product(id=event.product, facts=event.facts, source=event.source)
    if isinstance(event, ProductListed):
        assert product is None, "a product is listed once, then revised"
        return Product(id=event.product, facts=event.facts, source="own")
    assert product is not None, "nothing happens to a product before it is there"
    match event:
        case ProductRetold():
            return replace(product, facts=event.facts, source=event.source, version=product.version + 1)
        case ProductRevised():
            return replace(product, facts=event.facts, version=product.version + 1)
        case ProductTakenDown():
            return replace(product, up=False)
        case ProductPutBack():
            return replace(product, up=True)
        case PromotionRecorded():
            return replace(product, promotions=(*product.promotions, event.promotion))
        case PromotionEnded():
            return replace(product, promotions=tuple(_ended(one, event) for one in product.promotions))
        case _:
            assert_never(event)


def _ended(one: Promotion, event: PromotionEnded) -> Promotion:
    """The promotion with its end now, where it is the one; it is never made longer."""
    return replace(one, until=min(one.until, event.at)) if one.id == event.promotion else one


def fold(events: Iterable[ProductEvent]) -> Product | None:
    """The product after all of them."""
    return reduce(evolve, events, None)
