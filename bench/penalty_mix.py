"""What is imposed in bulk: one penalty a shop, each about three orders of its own."""

from typing import Any

ORDERS = 3
PAID = 12_900
CHUNK = 500
"""Penalties in one call, and in one transaction of either side: as many as the API takes."""
FACTS = "三笔订单在十分钟内由新注册账号下单，收货地址相同，运单没有中转记录。"
REASONS = "真实购买会有分散的下单时间和完整的物流轨迹，这三笔都没有，不计入销量。"


def shop_id(n: int) -> str:
    """The shop of penalty `n`."""
    return f"shop-{n:08d}"


def order_ids(n: int) -> list[str]:
    """Its orders."""
    return [f"o-{n:08d}-{place}" for place in range(ORDERS)]


def fields(n: int) -> dict[str, Any]:
    """What an integrator sends for penalty `n`."""
    return {
        "shop": shop_id(n),
        "violation": "fictitious-transactions",
        "facts": FACTS,
        "reasons": REASONS,
        "orders": order_ids(n),
        "automated_detection": True,
    }


def chunks(first: int, count: int, chunk: int, place: int, of: int) -> list[range]:
    """The chunks of one process: every n-th."""
    found = [range(at, min(at + chunk, first + count)) for at in range(first, first + count, chunk)]
    return found[place::of]
