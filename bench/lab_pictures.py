"""The pictures that the lab is measured on, split so that nothing is tuned on what it is scored on."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.lab_attacks import crop, encoded

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "images"
Pixels = NDArray[np.uint8]
CODEBOOK = ("syndj", "pdq_reference", "c2pa_py")
"""Sets that the codebook comes from. No query is made of them."""
SOURCES = ("clothing", "grocery_natural")
Half = Literal["tuned", "scored"]


class Distractor(NamedTuple):
    """A picture of a gallery that no query comes from."""

    name: str
    data: bytes


@cache
def rows() -> dict[str, dict[str, str]]:
    """The manifest's lines, by file."""
    with (SHARED / "manifest.csv").open(newline="") as opened:
        return {row["file"]: row for row in csv.DictReader(opened)}


def listed(sets: tuple[str, ...]) -> list[str]:
    """Files of these sets, sorted."""
    return sorted(name for name, row in rows().items() if row["set"] in sets)


def read(name: str) -> Pixels:
    """Pixels, blue first."""
    return np.asarray(cv2.imread(str(SHARED / name)), np.uint8)


def goods(name: str) -> str:
    """What the picture shows, as its folder says: the kind of clothing, or the very product."""
    return "/".join(name.split("__")[:-1])


def sources(half: Half) -> list[str]:
    """The very same product is in one half only; of the kinds of clothing, every other picture."""
    wanted, found, small = half == "scored", [], 0
    for some in _by_goods().values():
        if len(some) <= 4:
            found += some if small % 2 == wanted else []
            small += 1
        else:
            found += some[wanted::2]
    return found


def hard_pairs(half: Half) -> list[tuple[str, str]]:
    """Other photos of the same goods, each pair both ways round; both of that half."""
    mine = set(sources(half))
    groups = [[name for name in some if name in mine] for some in _by_goods().values()]
    return [(one, other) for some in groups for one in some for other in some if one != other]


@cache
def _by_goods() -> dict[str, list[str]]:
    found = defaultdict(list)
    for name in listed(SOURCES):
        found[goods(name)].append(name)
    return dict(found)


def distractors(half: Half, many: int) -> Iterator[Distractor]:
    """So many pictures that share nothing with a source of that half: parts of others (nine in ten), and renders."""
    mine = set(sources(half))
    others = [name for name in sorted(rows()) if name not in mine]
    random = Random(half)
    for at in range(many):
        if at % 10 == 9:
            yield Distractor(f"render {at}", encoded(render(random)))
            continue
        name = others[at % len(others)]
        part = crop(read(name), random.uniform(0.1, 0.6), random)
        scale = min(1.0, 640 / max(part.shape))
        part = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        yield Distractor(f"part {at} of {name}", encoded(part[:, ::-1] if random.random() < 0.3 else part))


def render(random: Random) -> Pixels:
    """A page as shops and chats show it: bars, boxes, lines of words."""
    height, width = random.choice(((640, 360), (480, 480), (400, 600)))
    page = np.full((height, width, 3), random.randint(180, 255), np.uint8)
    for _ in range(random.randint(4, 14)):
        x, y = random.randint(0, width - 40), random.randint(0, height - 30)
        colour = tuple(random.randint(0, 255) for _ in range(3))
        if random.random() < 0.4:
            cv2.rectangle(page, (x, y), (x + random.randint(30, 200), y + random.randint(15, 120)), colour, -1)
        else:
            letters = "".join(
                random.choice("abcdefghijklmnopqrstuvwxyz 0123456789") for _ in range(random.randint(5, 24))
            )
            cv2.putText(page, letters, (x, y + 20), random.choice((0, 2, 3, 4)), random.uniform(0.5, 1.4), colour, 2)
    return page
