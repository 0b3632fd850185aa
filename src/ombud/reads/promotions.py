"""What is promised with a shop's goods now: one look for all of a page."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from ombud.core.product.events import Promotion
from ombud.core.product.state import Product
from ombud.ledger.connection import rows

STATES = "SELECT state FROM stream WHERE platform = %s AND id = ANY(%s)"
_read = msgspec.json.Decoder(Product).decode


def promotions_now(platform: int, products: Sequence[str], at: datetime) -> dict[str, tuple[Promotion, ...]]:
    """The promotions that hold at this instant, by product; products without any are left out."""
    found = (_read(bytes(state)) for (state,) in rows(STATES, (platform, [f"product/{one}" for one in products])))
    return {one.id: held for one in found if (held := one.promotions_at(at))}
