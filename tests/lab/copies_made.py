"""Small pictures made by chance, with enough in them to be told apart, and what people do to them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from ombud.lab.picture import Picture

Pixels = NDArray[np.uint8]


def pixels(seed: int, width: int = 360, height: int = 280) -> Pixels:
    """Clouds with boxes and lines of letters on them."""
    chance = np.random.default_rng(seed)
    page = np.zeros((height, width, 3), np.float32)
    for cells in (6, 15, 40):
        some = chance.uniform(0, 255, (cells, cells, 3)).astype(np.float32)
        page += cv2.resize(some, (width, height), interpolation=cv2.INTER_CUBIC) / 3
    made = page.clip(0, 255).astype(np.uint8)
    for _ in range(12):
        x, y = int(chance.integers(0, width - 60)), int(chance.integers(0, height - 40))
        colour = tuple(int(one) for one in chance.integers(0, 255, 3))
        cv2.rectangle(made, (x, y), (x + int(chance.integers(8, 60)), y + int(chance.integers(8, 40))), colour, -1)
        words = "".join(chr(97 + int(one)) for one in chance.integers(0, 26, 6))
        cv2.putText(made, words, (x, y + 30), cv2.FONT_HERSHEY_DUPLEX, 0.6, colour[::-1], 1, cv2.LINE_AA)
    return made


def jpeg(made: Pixels, quality: int = 85) -> bytes:
    return bytes(cv2.imencode(".jpg", made, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])


def picture(made: Pixels, quality: int = 85) -> Picture:
    return Picture(jpeg(made, quality))


def framed(made: Pixels, level: int = 240) -> Pixels:
    """Above it, below it and beside it a flat page with words, as on a phone's screenshot."""
    height, width = made.shape[:2]
    page = np.full((height + 260, width + 40, 3), level, np.uint8)
    page[120 : 120 + height, 20 : 20 + width] = made
    cv2.putText(page, "Order details", (20, 60), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (40, 40, 40), 2)
    cv2.putText(page, "Buy now", (60, height + 220), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (40, 40, 220), 2)
    return page
