"""What the shop said of its goods when they were bought: price, after-sales policy and promotions of that instant."""

from typing import Any

from ombud.core.order.events import Facts
from ombud.desk.as_it_stood import AsItStood, access_product_at
from ombud.desk.handle import NotFound
from ombud.portals.common.display import money


def as_bought(platform: int, facts: Facts | None) -> list[dict[str, Any]]:
    """For each line whose product and instant are known, once a product; for common/as_bought.html."""
    if facts is None or facts.purchased_at is None:
        return []
    told = []
    for product in dict.fromkeys(line.product for line in facts.lines if line.product):
        try:
            told.append(_row(access_product_at(platform, product, facts.purchased_at)))
        except NotFound:
            continue  # the shop's system tells of orders for goods that nobody told us of
    return told


def _row(stood: AsItStood) -> dict[str, Any]:
    facts = stood.product.facts
    currency = facts.currency or "CNY"
    return {
        "title": facts.title,
        "price": money(facts.price, currency) if facts.price else "",
        "description": facts.description,
        "after_sales": facts.after_sales,
        "policy": stood.policy,
        "promotions": [
            {"promotion": one, "price": money(one.price, currency) if one.price is not None else ""}
            for one in stood.promotions
        ],
        "first_known": stood.first_known,
    }
