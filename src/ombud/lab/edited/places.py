"""From a field of suspicion by block to places on the picture people see, a heat map, and one score."""

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from ombud.lab.finding import Region
from ombud.lab.picture import Picture, Pixels

SMOOTHING = 1.2
"""Blocks: an edit is larger than one, and each alone is often wrong."""
CAP = 8.0
"""Nats that a block counts at most, so that no few decide."""
LEVEL = 2.0
"""Nats a block after smoothing from which a block belongs to a place."""
LEAST = 4
"""Blocks: fewer are no place that anybody could point at. Anything thinner than three is an edge."""
MOST = 5
_CROSS = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], dtype=np.uint8)


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """Where, and how sure."""

    regions: tuple[Region, ...]
    score: float
    """Of the most suspicious place."""
    heat: Pixels
    """Upright, a pixel a block."""
    soft: NDArray[np.float32]
    """The field after smoothing, as the stored picture lies."""
    top: int
    left: int
    block: int


def places(
    picture: Picture,
    field: NDArray[np.float32],
    *,
    top: int = 0,
    left: int = 0,
    block: int = 8,
    stored: bool = True,
    shape: tuple[int, int] | None = None,
) -> Places:
    """Connected places of the field, whose first block begins `top`, `left` pixels into the picture as stored.

    `stored` is false where the field lies upright; `shape` is the picture's (height, width) where it was reduced.
    """
    field = np.clip(field, -CAP, CAP)
    soft = smooth(field)
    solid = cv2.morphologyEx((soft > LEVEL).astype(np.uint8), cv2.MORPH_OPEN, _CROSS)
    count, found_marks, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    marks = np.asarray(found_marks)
    found = []
    for at in range(1, count):
        x, y, width, height, size = (int(number) for number in stats[at])
        if size >= LEAST:
            found.append((_score(field, marks, at, size / (width * height)), x, y, width, height))
    found.sort(reverse=True)
    regions = []
    for score, x, y, width, height in found[:MOST]:
        box = left + x * block, top + y * block, width * block, height * block
        if stored:
            a, b, c, d = picture.upright(*box)
        else:
            a, b, c, d = _shares(box, shape or (picture.size[1], picture.size[0]))
        regions.append(Region(left=a, top=b, width=c, height=d, score=min(100, round(score))))
    return Places(
        regions=tuple(regions),
        score=found[0][0] if found else 0.0,
        heat=upright(heat(soft), picture.orientation if stored else 1),
        soft=soft,
        top=top,
        left=left,
        block=block,
    )


def smooth(field: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each block with its neighbours."""
    soft = cv2.GaussianBlur(field, (0, 0), SMOOTHING, borderType=cv2.BORDER_REFLECT)
    return np.asarray(soft, dtype=np.float32)


def _score(field: NDArray[np.float32], marks: NDArray[np.generic], at: int, filled: float) -> float:
    """How far one place stands out: against how the rest varies, by the root of its size; less if it is ragged."""
    within, rest = field[marks == at], field[marks == 0]
    if not rest.size:
        return 0.0
    apart = (float(within.mean()) - float(rest.mean())) / (float(rest.std()) + 0.5)
    return max(0.0, apart) * float(np.sqrt(within.size)) * min(1.0, filled / 0.6)


def heat(soft: NDArray[np.float32]) -> Pixels:
    """0 up to half of `LEVEL`, 255 at CAP."""
    return np.asarray(np.clip((soft - LEVEL / 2) / (CAP - LEVEL / 2) * 255, 0, 255), dtype=np.uint8)


def _shares(box: tuple[int, int, int, int], shape: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top, width, height = box
    down, across = shape
    x0, x1 = (round(10_000 * min(max(at / across, 0.0), 1.0)) for at in (left, left + width))
    y0, y1 = (round(10_000 * min(max(at / down, 0.0), 1.0)) for at in (top, top + height))
    return x0, y0, x1 - x0, y1 - y0


def upright(pixels: Pixels, orientation: int) -> Pixels:
    """Turned as EXIF says."""
    if orientation >= 5:
        pixels = pixels.swapaxes(0, 1)
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    return np.ascontiguousarray(pixels)
