"""What a product and its shop said at an instant: what stood at purchase is what a dispute goes by."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from ombud.core.product import state as products
from ombud.core.product.events import ProductEvent, Promotion
from ombud.core.product.state import Product
from ombud.core.shop import state as shops
from ombud.core.shop.events import ShopEvent
from ombud.core.shop.state import Shop
from ombud.desk.handle import NotFound
from ombud.desk.load import stream_id
from ombud.ledger.connection import rows

UNTIL = "SELECT body FROM event WHERE platform = %s AND stream = %s ORDER BY seq"


class AsItStood(NamedTuple):
    """A product at an instant."""

    product: Product
    promotions: tuple[Promotion, ...]
    """What was promised with it then."""
    policy: str
    """What its shop promised after every sale, then."""
    first_known: bool
    """Whether it wasn't known yet then, so that this is what was said of it first, later."""


class _Product(msgspec.Struct):
    event: ProductEvent


class _Shop(msgspec.Struct):
    event: ShopEvent


_read_product, _read_shop = msgspec.json.Decoder(_Product).decode, msgspec.json.Decoder(_Shop).decode


def access_product_at(platform: int, id: str, at: datetime) -> AsItStood:
    """The product as it stood at this instant; where nothing was known of it yet, as it was first said. Raises
    NotFound where there is no such product. Public, as a product is."""
    if "\x00" in id or len(id) > 200:
        raise NotFound
    events = _events(platform, stream_id("product", id), _read_product)
    if not events:
        raise NotFound
    then = [one for one in events if one.at <= at]
    product = products.fold(then or events[:1])
    assert product is not None, "a stream has events"
    shop = shop_at(platform, product.shop, at)
    return AsItStood(product, product.promotions_at(at), shop.facts.policy if shop else "", first_known=not then)


def shop_at(platform: int, id: str, at: datetime) -> Shop | None:
    """The shop as it stood at this instant, or as it was first said; None where there is none."""
    events = _events(platform, stream_id("shop", id), _read_shop)
    return shops.fold([one for one in events if one.at <= at] or events[:1])


def _events(platform: int, stream: str, read: Callable[[bytes], Any]) -> list[Any]:
    return [read(bytes(one)).event for (one,) in rows(UNTIL, (platform, stream))]
