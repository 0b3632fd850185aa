"""How well colours alone find a shop's product photo of what a phone photo shows, without any learned weights.

81 product photos before white, 240 phone photos of the same goods in a store (GroceryStore). The drawers, the parts and
the power were chosen on every second class by name; the figures are of the other classes, and of all for comparison.
"""

import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.figure import Figure, Goal
from ombud.lab import goods
from ombud.lab.picture import Picture

PICTURES = Path(__file__).resolve().parents[2] / "shared" / "data" / "images"
AUC_GOAL = 0.85
PEER_AUC, PEER_TOP5 = 0.672, 0.23
"""A histogram of hue, saturation and value over the whole picture (`evidence-lab.md`; 81 against 100 of these)."""


def figures(*, quick: bool) -> list[Figure]:
    """AUC of same against other, and how often the right one is the first or among the first five."""
    shop, photos, took = _described(2 if quick else 1)
    chosen = set(sorted(shop)[::2])
    unseen = {name: kept for name, kept in shop.items() if name not in chosen}
    scored, every = _scored(unseen, photos), _scored(shop, photos)
    how = f"{len(unseen)} classes that nothing was chosen on, {scored[3]} phone photos"
    all_how = f"all {len(shop)} classes, {every[3]} phone photos"
    return [
        Figure("lab-goods-auc", scored[0], "", goal=Goal("value", ">=", AUC_GOAL), how=how),
        Figure("lab-goods-top1", 100 * scored[1], "%", how=how),
        Figure("lab-goods-top5", 100 * scored[2], "%", how=how),
        Figure("lab-goods-auc-all", every[0], "", peer=PEER_AUC, how=all_how),
        Figure("lab-goods-top5-all", 100 * every[2], "%", peer=100 * PEER_TOP5, how=all_how),
        Figure("lab-goods-ms", took, "ms", how="decoding and describing one picture of 348 × 348, processor time"),
    ]


def _described(every: int) -> tuple[dict[str, bytes], list[tuple[str, bytes]], float]:
    iconic = sorted((PICTURES / "grocery_iconic").glob("*.jpg"))[::every]
    natural = sorted((PICTURES / "grocery_natural").glob("*.jpg"))[::every]
    shop = {path.name.split("__")[-2]: goods.describe(Picture(path.read_bytes())) for path in iconic}
    start = time.process_time()
    photos = [(_class(path.name), goods.describe(Picture(path.read_bytes()))) for path in natural]
    took = 1000 * (time.process_time() - start) / len(photos)
    return shop, [one for one in photos if one[0] in shop], took


def _class(name: str) -> str:
    return name.rsplit("_", 1)[0].rsplit("__", 1)[-1]


def _scored(shop: dict[str, bytes], photos: list[tuple[str, bytes]]) -> tuple[float, float, float, int]:
    """AUC, share first, share among the first five, and of how many photos of what the shop has."""
    same, other, places = [], [], []
    for name, kept in photos:
        if name not in shop:
            continue
        ranked = goods.rank(kept, shop)
        places.append(next(at for at, one in enumerate(ranked) if one.source == name))
        same += [one.likeness for one in ranked if one.source == name]
        other += [one.likeness for one in ranked if one.source != name]
    found = np.array(places)
    return _auc(np.array(same), np.array(other)), float((found == 0).mean()), float((found < 5).mean()), len(places)


def _auc(same: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """How often a pair that belongs together is likelier than one that doesn't; ties count half."""
    other = np.sort(other)
    below = np.searchsorted(other, same, "left") + np.searchsorted(other, same, "right")
    return float(below.mean() / 2 / len(other))
