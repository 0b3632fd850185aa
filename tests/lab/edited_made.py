"""Pictures with grain and shapes as photos have, drawn from a number, saved, cropped and edited as a forger would."""

import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
PLACE = (96, 128, 96, 112)
"""Where edits are: top, left, height, width."""


def photo(seed: int, width: int = 448, height: int = 352) -> Pixels:
    """(height, width, 3)."""
    dice = np.random.default_rng(seed)
    drawn = np.full((height, width), 120.0)
    for size, strength in ((64, 60), (16, 30), (4, 16), (1, 5)):
        rough = dice.normal(0, strength, (height // size + 2, width // size + 2)).astype(np.float32)
        drawn += cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)
    colours = np.stack([drawn, drawn * 0.9 + 10, drawn * 0.8 + 25], axis=2)
    return np.clip(colours, 8, 245).astype(np.uint8)


def saved(picture: Pixels, quality: int, **more: object) -> bytes:
    """As JPEG."""
    held = io.BytesIO()
    Image.fromarray(picture).save(held, "JPEG", quality=quality, subsampling=2, **more)
    return held.getvalue()


def as_png(picture: Pixels) -> bytes:
    """As a screenshot is kept."""
    held = io.BytesIO()
    Image.fromarray(picture).save(held, "PNG")
    return held.getvalue()


def opened(data: bytes) -> Pixels:
    """Its pixels."""
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=np.uint8).copy()


def saved_twice(
    first: int, second: int, *, crop: tuple[int, int] = (0, 0), edited: bool = True, **more: object
) -> bytes:
    """Saved, cropped at the top and left, perhaps edited at PLACE with something never saved, and saved again."""
    picture = opened(saved(photo(1), first))[crop[0] :, crop[1] :].copy()
    if edited:
        top, left, height, width = PLACE
        picture[top : top + height, left : left + width] = photo(2)[:height, :width]
    return saved(picture, second, **more)


def overlap(found: tuple[int, int, int, int], size: tuple[int, int]) -> float:
    """Of a region in ten-thousandths with PLACE in a picture of that (width, height): both's part of either's."""
    top, left, height, width = PLACE
    a = [left / size[0], top / size[1], (left + width) / size[0], (top + height) / size[1]]
    b = [found[0] / 10_000, found[1] / 10_000, (found[0] + found[2]) / 10_000, (found[1] + found[3]) / 10_000]
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    both = max(across, 0) * max(down, 0)
    areas = [(one[2] - one[0]) * (one[3] - one[1]) for one in (a, b)]
    return both / (sum(areas) - both)
