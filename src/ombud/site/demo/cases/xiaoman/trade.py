"""What the shops of the third platform sold over half a year, and the orders that penalties are about."""

from collections.abc import Sequence

from ombud.site.demo.tale import Bought, Scene
from ombud.site.demo.world import XIAOMAN

GOODS = {one.id: one for one in XIAOMAN.goods}
CREDIT_CARD = "信用卡"
REGULAR = (
    ("crochet-hat", "pattern-jumper", "white-jumper", "wool-hat", "denim-skirt"),
    ("leaf-dress", "check-shirt", "blue-dress", "rain-jacket"),
    ("leather-flats",),
)
HALF_A_YEAR_DAYS = 170


def told(scene: Scene) -> None:
    """The everyday trade of each shop, and something for each consumer of the cast to complain about."""
    strangers = 2000
    for goods in REGULAR:
        orders = []
        n = 36 if len(goods) > 1 else 12
        for place in range(n):
            strangers += 17
            days = 5 + place * (HALF_A_YEAR_DAYS - 5) / n
            orders.append(Bought(f"b{strangers}", GOODS[goods[place % len(goods)]], days, 1 + (place % 7 == 0)))
        scene.orders_of(orders)
    cast = [one.handle for one in XIAOMAN.people if one.kind == "consumer"]
    scene.orders_of(
        Bought(who, GOODS[goods], 2 + place)
        for place, (who, goods) in enumerate(zip(cast, ("crochet-hat", "check-shirt", "leaf-dress"), strict=True))
    )


def complained(scene: Scene) -> None:
    """A few complaints beside the penalties: with the shop, with the consumer, with the platform."""
    scene.filed(5, "wu", GOODS["wool-hat"], "quality", "戴了一天，护耳的毛线就脱了一大圈。", ("hat-other",))
    talk = scene.filed(30, "daniel", GOODS["rain-jacket"], "not-as-described", "It soaks through in light rain.")
    scene.do(
        9, "kang", "offer", talk, terms={"remedy": "refund", "amount": 8000}, words="可以先补偿 80 元，或者寄回退款。"
    )
    case = scene.filed(
        70, "ho", GOODS["blue-dress"], "wrong-goods", "訂的是寶藍色，收到的是格子襯衫。", ("shirt-colour",)
    )
    scene.do(50, "kang", "answer", case, stance="refuses", words="出库记录是宝蓝直筒裙，没有发错。")
    scene.do(20, "ho", "escalate", case, words="包裹和吊牌的照片都在這裡，請平台看看。")


def cluster(
    scene: Scene, goods: Sequence[str], n: int, days: float, hours_apart: float = 0.3, payment: str = ""
) -> list[str]:
    """Orders one soon after the other, the last of them so many days ago."""
    first = 7000 + scene.orders * 13
    return scene.orders_of(
        Bought(f"b{first + place * 5}", GOODS[goods[place % len(goods)]], days + place * hours_apart / 24, 1, payment)
        for place in range(n)
    )
