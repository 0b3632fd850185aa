"""When nothing can be said of a picture's parts: each reason has its code, and none means that all is well."""

import numpy as np

from ombud.lab.edited.blocks import bands, pixels
from ombud.lab.picture import Picture

BLOCKS_MIN = 300
"""About 140 × 140 pixels: fewer blocks than this don't tell a step from chance."""
FLAT = 1.5
"""Brightness within a block that differs less than this is flat: a table, a wall out of focus, a screen."""
LIVELY_MIN = 0.15
"""The share of blocks that must not be flat."""
CODES = (
    "not-jpeg", "too-large", "damaged", "too-small", "too-flat",  # of all
    "no-first-save",  # double quantisation: saved once, or scaled or sent by a messenger since
    "no-grid",  # foreign grid: no trace of any save in the pixels
    "saved-coarsely", "too-lively",  # noise
)  # fmt: skip


def why_not(picture: Picture) -> str:
    """The code of why block statistics say nothing here, or nothing to say."""
    stored = picture.coefficients
    if stored is None:
        return picture.why_no_coefficients
    rows, columns = stored.luma.shape[:2]
    if rows * columns < BLOCKS_MIN or min(rows, columns) < 12:
        return "too-small"
    lively = 0
    looked = 0
    for first, last in bands(rows, columns, 12_000):
        light = pixels(stored, first, last)
        blocks = light.reshape(last - first, 8, columns, 8)
        lively += int((blocks.std(axis=(1, 3)) > FLAT).sum())
        looked += (last - first) * columns
    return "too-flat" if lively < LIVELY_MIN * looked else ""


def pixels_of(picture: Picture) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Brightness as people see it, at most 2000 long, for what needs no coefficients."""
    shown = picture.rgb
    return np.asarray((shown.astype(np.uint16) @ np.array([77, 150, 29], dtype=np.uint16)) >> 8, dtype=np.uint8)
