"""What a product is now: the fold of everything that was told of it."""

from collections.abc import Iterable
from functools import reduce
from typing import assert_never

from msgspec.structs import replace

from ombud.core.product.events import ProductEvent, ProductFacts, ProductRetold, ProductTold
from ombud.core.struct import Value


class Product(Value, frozen=True):
    """One product of one shop."""

    id: str
    facts: ProductFacts
    source: str


def evolve(product: Product | None, event: ProductEvent) -> Product:
    """The product after one more event."""
    if isinstance(event, ProductTold):
        assert product is None, "a product is told once, then retold"
        return Product(id=event.product, facts=event.facts, source=event.source)
    assert product is not None, "nothing happens to a product before it is told"
    match event:
        case ProductRetold():
            return replace(product, facts=event.facts, source=event.source)
        case _:
            assert_never(event)


def fold(events: Iterable[ProductEvent]) -> Product | None:
    """The product after all of them."""
    return reduce(evolve, events, None)
