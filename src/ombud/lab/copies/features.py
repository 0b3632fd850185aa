"""Local features: places that look the same at any size, turn and light, so that a part of a picture is found again."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ombud.lab.copies.hashes import Grey, cut
from ombud.lab.finding import WHOLE, Region

LONG_SIDE = 400
"""Pixels. Enough for a part of three fifths; the time taken grows with its square."""
POINTS_MAX = 400
Points = NDArray[Any]
"""(n, 2): across and down, in pixels of the picture reduced to LONG_SIDE."""
Descriptors = NDArray[Any]
"""(n, 128): SIFT with roots (Arandjelovic and Zisserman 2012), so that distances of two are those of their light."""


def working_size(width: int, height: int) -> tuple[int, int]:
    """Size in pixels that features and thumbnails are measured in; nothing is enlarged."""
    scale = min(1.0, LONG_SIDE / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def features(grey: Grey, place: Region) -> tuple[Points, Descriptors]:
    """Up to POINTS_MAX within that place; positions are in pixels of the whole picture's working size."""
    part = cut(grey, place)
    width, height = working_size(part.shape[1], part.shape[0])
    if (height, width) != part.shape:
        part = cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA)
    # The stubs of this release forget it.
    finder = cv2.SIFT_create(  # type: ignore[attr-defined]
        POINTS_MAX, 3, 0.012, 12, 1.6, cv2.CV_32F, enable_precise_upscale=True
    )
    found, raw = finder.detectAndCompute(part, None)
    if raw is None or not len(found):
        return np.zeros((0, 2), np.float32), np.zeros((0, 128), np.uint8)
    at: Points = np.array([one.pt for one in found[:POINTS_MAX]], np.float32)
    raw = raw[:POINTS_MAX]
    roots = np.sqrt(raw / np.maximum(raw.sum(axis=1, keepdims=True), 1e-9))
    _, first = np.unique(np.round(at), axis=0, return_index=True)  # one place with two directions stays once
    keep = np.sort(first)
    whole = np.array(working_size(grey.shape[1], grey.shape[0]), np.float32)
    share = np.array((place.width, place.height), np.float32) / WHOLE
    corner = np.array((place.left, place.top), np.float32) / WHOLE
    at = (((at + 0.5) / np.array((width, height), np.float32) * share + corner) * whole - 0.5).astype(np.float32)
    return at[keep], np.minimum(roots[keep] * 512, 255).astype(np.uint8)


def mirrored(descriptors: Descriptors) -> Descriptors:
    """What the same features' descriptors are in the mirror image: no need to look for them again."""
    found: Descriptors = descriptors[:, _MIRROR]
    return found


def _mirror() -> NDArray[Any]:
    """SIFT's 4 rows of 4 cells of 8 directions, relative to the feature's own: rows and directions change sides."""
    rows, columns, turns = np.mgrid[0:4, 0:4, 0:8]
    order: NDArray[Any] = ((3 - rows) * 32 + columns * 8 + (8 - turns) % 8).ravel()
    return order


_MIRROR = _mirror()
