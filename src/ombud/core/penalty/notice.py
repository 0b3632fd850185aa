"""What a penalty's notice says of its draw, so that anybody can draw again without asking anybody."""

from typing import Any

from ombud.core.penalty import draw
from ombud.core.penalty.state import Penalty


def as_notice(penalty: Penalty) -> dict[str, Any]:
    """The commitment, the sorted list, and once it was drawn the number, the seed and the orders."""
    imposition, was = penalty.imposition, penalty.draw
    drawn = {"number": was.number, "seed": was.seed, "orders": list(was.orders)} if was else None
    return {
        "penalty": penalty.number,
        "violation": imposition.violation,
        "rule": imposition.rule,
        "pack": imposition.pack,
        "imposed_at": penalty.imposed_at,
        "seed_sha256": imposition.seed_hash,
        "orders_sha256": imposition.orders_hash,
        "orders": [one.id for one in imposition.orders],
        "drawn_max": penalty.terms.drawn_max if penalty.terms else 0,
        "drawn": drawn,
    }


def redrawn(notice: dict[str, Any]) -> list[str]:
    """What doesn't hold in a notice, in plain words; empty where the draw is what it had to be."""
    orders, drawn = list(notice.get("orders", [])), notice.get("drawn")
    wrong = []
    if orders != sorted(set(orders)):
        wrong.append("the list of penalised orders isn't sorted, or names an order twice")
    if draw.digest_of_orders(orders) != notice.get("orders_sha256"):
        wrong.append("the list of penalised orders isn't the one that was committed to")
    if not isinstance(drawn, dict):
        return [*wrong, "nothing was drawn yet"]
    if draw.digest_of_seed(str(drawn.get("seed", ""))) != notice.get("seed_sha256"):
        wrong.append("the seed isn't the one that was committed to")
    seed, number, most = str(drawn.get("seed", "")), str(drawn.get("number", "")), int(notice.get("drawn_max", 0))
    again = list(draw.drawn(seed, number, orders, most))
    if again != list(drawn.get("orders", [])):
        wrong.append(f"drawn again it is {', '.join(again)}")
    return wrong
