"""Places noisier or calmer than the picture's other places of the same brightness: a weak lead, and never more.

Grain depends on what took the picture. Texture looks like grain, and saving takes grain away, so that it says nothing
of pictures saved coarsely.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from ombud.lab.edited.blocks import Numbers
from ombud.lab.edited.foreign_grid import light_of
from ombud.lab.edited.places import places
from ombud.lab.edited.strengths import Measured, finding
from ombud.lab.finding import Finding
from ombud.lab.picture import Picture, Pixels

VERSION = "1"
NAME = "noise"
BLOCK = 16
COARSEST = 8.0
"""Mean step of the upper frequencies from which grain is gone: about quality 92."""
_MASK = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], dtype=np.float32)
"""Immerkær 1996: blind to slopes and edges that run straight; 36 is its square sum."""


def look(picture: Picture) -> Finding:
    """Its regions have other grain than the rest."""
    return finding(NAME, VERSION, measure(picture))


def map_of(picture: Picture) -> Pixels:
    """Upright, a pixel 16 of the picture's; a single 0 where nothing can be said."""
    seen = measure(picture)
    return np.zeros((1, 1), dtype=np.uint8) if isinstance(seen, str) else seen.places.heat


def measure(picture: Picture) -> Measured | str:
    """Where, how sure and from what; or the code of why nothing can be said."""
    stored = picture.coefficients
    if stored is not None and float(stored.luma_table[4:, 4:].mean()) > COARSEST:
        return "saved-coarsely"
    light, as_stored = light_of(picture)
    if light is None:
        return "too-large" if picture.format != "jpeg" else picture.why_no_coefficients or "too-large"
    if min(light.shape) < 12 * BLOCK:
        return "too-small"
    grain, bright, calm = _measured(light)
    if calm.mean() < 0.3:
        return "too-lively"
    off = _off(grain, bright, calm)
    return Measured(
        places=places(picture, off, block=BLOCK, stored=as_stored),
        facts={"grain": round(float(np.median(grain[calm])), 2)},
    )


def _measured(light: Numbers) -> tuple[Numbers, Numbers, NDArray[np.bool_]]:
    """Of each block: its grain (the median, which edges move little), brightness, and whether it is calm enough."""
    rows, columns = light.shape[0] // BLOCK, light.shape[1] // BLOCK

    def blocks(one: NDArray[np.float32]) -> NDArray[np.float32]:
        cut = one[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK)
        return cut.transpose(0, 2, 1, 3).reshape(rows, columns, -1)

    rough = np.abs(cv2.filter2D(light, cv2.CV_32F, _MASK)) / 6  # the square root of 36
    grain = np.median(blocks(np.asarray(rough, np.float32)), axis=2) / 0.6745
    values = blocks(light)
    bright = values.mean(axis=2)
    smooth = cv2.GaussianBlur(light, (0, 0), 2)
    calm = (blocks(np.asarray(smooth, np.float32)).std(axis=2) < 12) & (np.abs(bright) < 115)
    return np.asarray(grain, np.float32), np.asarray(bright, np.float32), calm


def _off(grain: Numbers, bright: Numbers, calm: NDArray[np.bool_]) -> NDArray[np.float32]:
    """How far each calm block's grain is from that of calm blocks as bright, beyond three deviations."""
    logs = np.log(np.maximum(grain, 0.05))
    found = np.zeros(grain.shape, dtype=np.float32)
    tones = np.clip(((bright + 128) / 32).astype(int), 0, 7)
    for tone in range(8):
        here = calm & (np.abs(tones - tone) <= 1)
        if here.sum() < 30:
            continue
        middle = np.median(logs[here])
        spread = max(0.15, float(np.median(np.abs(logs[here] - middle))) / 0.6745)
        mine = calm & (tones == tone)
        found[mine] = np.maximum(0, np.abs(logs[mine] - middle) / spread - 3)
    return found
