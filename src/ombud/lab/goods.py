"""How like a picture is to each of a shop's product photos, by colour; a ranking, never a word on whose goods they are.

A product photo stands before white, an evidence photo before anything: of the one all that isn't white is counted, of
the other what lies in the middle. Colours are counted as people see differences (CIE Lab), softly, so that a little
more light doesn't move everything into another drawer.
"""

from collections.abc import Mapping
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ombud.lab.picture import Picture

VERSION = "1"
_SIDE = 128
_DRAWERS = (6, 9, 9)
_RANGES = ((0.0, 100.0), (-60.0, 70.0), (-60.0, 80.0))
_PARTS = (1.0, 0.5, 0.35)
"""Of the picture's sides around its middle: all of a product photo, the inner ones of an evidence photo."""
_POWER = 0.7
"""Between counting every colour by its area (1) and by its being there (0); chosen on one half of the classes."""
_BYTES = len(_PARTS) * int(np.prod(_DRAWERS)) * 2
Floats = NDArray[np.float32]


class Like(NamedTuple):
    """One product photo and how like it is, 0 to 1."""

    source: str
    likeness: float


def describe(picture: Picture) -> bytes:
    """What is kept of a picture to compare it: 3 kB, for either role."""
    pixels = _reduced(picture.rgb)
    lab = cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2LAB).astype(np.float32)
    shown = ~_background(lab)
    return np.stack([_counted(lab, shown, part) for part in _PARTS]).astype("<f2").tobytes()


def rank(own: bytes, goods: Mapping[str, bytes]) -> list[Like]:
    """The product photos by likeness, the likest first; what was described otherwise is left out."""
    known = {source: kept for source, kept in goods.items() if len(kept) == _BYTES}
    if len(own) != _BYTES or not known:
        return []
    mine = _unpacked(own)
    inner = mine[1] + mine[2]
    theirs = np.stack([_unpacked(kept)[0] for kept in known.values()])
    likeness = np.clip(theirs @ inner / 2, 0.0, 1.0)
    ranked = sorted(zip(known, likeness.tolist(), strict=True), key=lambda one: (-one[1], one[0]))
    return [Like(source, like) for source, like in ranked]


def _unpacked(kept: bytes) -> Floats:
    """(parts, drawers), each of length one; what a worker sent is read as numbers and nothing else."""
    counts = np.nan_to_num(np.frombuffer(kept, "<f2").astype(np.float32).reshape(len(_PARTS), -1), posinf=0, neginf=0)
    felt = np.clip(counts, 0, 1) ** _POWER
    unit: Floats = (felt / np.maximum(np.linalg.norm(felt, axis=1, keepdims=True), 1e-9)).astype(np.float32)
    return unit


def _reduced(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = pixels.shape[:2]
    scale = _SIDE / min(height, width)
    if scale >= 1:
        return pixels
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _background(lab: Floats) -> NDArray[np.bool_]:
    """White that reaches the picture's edge."""
    white = (lab[..., 0] > 92) & (np.hypot(lab[..., 1], lab[..., 2]) < 8)
    _, pieces = cv2.connectedComponents(white.astype(np.uint8))
    edges = np.concatenate([pieces[0], pieces[-1], pieces[:, 0], pieces[:, -1]])
    found: NDArray[np.bool_] = np.isin(pieces, np.unique(edges)) & white
    return found


def _counted(lab: Floats, shown: NDArray[np.bool_], part: float) -> Floats:
    """Shares of the drawers, of what is shown in the middle part; each pixel lies in the eight nearest drawers."""
    height, width = shown.shape
    rows, columns = max(1, int(height * part)), max(1, int(width * part))
    top, left = (height - rows) // 2, (width - columns) // 2
    within = shown[top : top + rows, left : left + columns]
    pixels = lab[top : top + rows, left : left + columns][within if within.sum() >= 100 else slice(None)].reshape(-1, 3)
    places, nearness = [], []
    for channel, (low, high) in enumerate(_RANGES):
        at = np.clip((pixels[:, channel] - low) / (high - low) * _DRAWERS[channel] - 0.5, 0, _DRAWERS[channel] - 1.001)
        places.append(at.astype(np.int64))
        nearness.append(at - places[-1])
    counts = np.zeros(int(np.prod(_DRAWERS)))
    for corner in range(8):
        over = [corner >> channel & 1 for channel in range(3)]
        share = np.prod([near if up else 1 - near for near, up in zip(nearness, over, strict=True)], axis=0)
        drawer = np.ravel_multi_index([place + up for place, up in zip(places, over, strict=True)], _DRAWERS)
        counts += np.bincount(drawer, weights=share, minlength=len(counts))
    shares: Floats = (counts / max(counts.sum(), 1e-9)).astype(np.float32)
    return shares
