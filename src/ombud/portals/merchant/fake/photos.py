"""Photos of the shop's products that its member uploaded before: they serve to compare without being sent again."""

from collections.abc import Collection
from typing import Any

from ombud.core.order.state import Order
from ombud.desk.access import access_product
from ombud.desk.handle import NotFound
from ombud.portals.common.uploads import kept_rows
from ombud.portals.common.who import SignedIn

PHOTOS_MAX = 12


def own_photos(request: SignedIn, order: Order, ticked: Collection[str]) -> list[dict[str, Any]]:
    """Pictures of the goods of this order: {id, thumb, name, ticked}, without those uploaded already."""
    ids: list[str] = []
    for line in order.facts.lines:
        try:
            product = access_product(request.platform.id, line.product) if line.product else None
        except NotFound:
            continue
        if product is not None and product.shop == order.facts.shop:
            ids += [one.file for one in product.facts.pictures]
    rows = kept_rows(request, ids[:PHOTOS_MAX])
    return [one | {"ticked": False} for one in rows if one["thumb"] and one["id"] not in ticked]
