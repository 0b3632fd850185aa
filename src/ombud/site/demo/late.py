"""Orders on their way at the demo's first platform: late, urged, not received, and just moved on."""

from datetime import timedelta
from typing import Any

from ombud.site.demo.tale import Scene
from ombud.site.demo.world import Goods

DISPATCH = [{"code": "carrier", "words": "顺丰速运"}, {"code": "waybill", "words": "SF1367428890175"}]


def late(scene: Scene) -> None:
    """Everything that there is of them."""
    goods = {one.id: one for one in scene.market.goods}
    for n, (who, what, days) in enumerate(
        (
            ("lin", "plaid-dress", 5.2),
            ("wong", "leaf-dress", 4.1),
            ("chen", "check-shirt", 3.4),
            ("emma", "blue-dress", 2.6),
        )
    ):
        _order(scene, f"L{n}", who, goods[what], "paid", days)
    urged = _order(scene, "L5", "lin", goods["denim-skirt"], "paid", 7.5)
    scene.act(20, "lin", "order.contact", urged, words="请问什么时候发货？孩子周末要穿。")
    scene.act(6, "lin", "order.urge", urged)
    gone = _order(scene, "L6", "lin", goods["crochet-hat"], "shipped", 17)
    scene.act(5, "lin", "order.deny-received", gone, words="物流一直停在中转站，没有收到。")
    _order(scene, "L7", "wong", goods["striped-dress"], "shipped", 4)
    in_time = _order(scene, "L8", "emma", goods["yellow-dress"], "paid", 1.2)
    moved = _order(scene, "L9", "chen", goods["yellow-dress"], "paid", 2.9)
    scene.act(0.05, "su", "order.complete", moved, details=DISPATCH)
    scene.act(3, "luo", "order.urge", in_time, came_by="call")


def _order(scene: Scene, mark: str, consumer: str, goods: Goods, status: str, days: float) -> str:
    """One order that was paid, or sent, so many days ago."""
    at = scene.ago(24 * days)
    order = f"{scene.market.prefix}{at:%y%m}{mark}"
    line: dict[str, Any] = {
        "id": "1", "product": goods.id, "title": goods.title, "specification": goods.specification,
        "unit_price": goods.price, "picture": f"/static/demo/{goods.id}.jpg", "after_sales": goods.after_sales,
    }  # fmt: skip
    facts = {
        "number": order, "shop": goods.shop, "consumer": consumer, "currency": scene.market.currency,
        "paid": goods.price, "payment_way": scene.market.payment, "status": status, "purchased_at": at.isoformat(),
        "lines": [line],
    }  # fmt: skip
    if status == "shipped":
        facts["shipped_at"] = (at + timedelta(days=1)).isoformat()
    scene.tell("order.tell", order, facts, 24 * days)
    return order
