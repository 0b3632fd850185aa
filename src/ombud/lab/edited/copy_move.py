"""A part of the picture that lies in it twice, turned and scaled or not: something was covered or multiplied.

Local features are matched among themselves (SIFT with the generalised ratio test of Amerini et al. 2011); where the
matches agree on one movement the two places are laid on each other, and count where they are the same down to what
saving does. Without features enough, blocks are compared one by one (Fridrich et al. 2003) for plain shifts.
"""

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ombud.lab.edited.blocks import WAVES
from ombud.lab.edited.places import places
from ombud.lab.edited.strengths import Measured, finding
from ombud.lab.finding import Finding
from ombud.lab.picture import Picture, Pixels

VERSION = "1"
NAME = "copy-move"
FEATURES = 3000
RATIO = 0.6
APART = 0.06
"""Of the short side: nearer places match because pictures are smooth."""
AGREEING = 8
"""Matches that must move alike; fewer than this are looked at block by block."""
ALIKE = 0.3
"""Difference of two places by their own contrast: a second photo of a thing has more, a copy saved again less."""
CELL = 8
_WAVES = ((0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (1, 2), (2, 1), (0, 3), (3, 0))


def look(picture: Picture) -> Finding:
    """Its regions are both places."""
    return finding(NAME, VERSION, measure(picture))


def map_of(picture: Picture) -> Pixels:
    """Upright, a pixel 8 of `grey`; a single 0 where nothing can be said."""
    seen = measure(picture)
    return np.zeros((1, 1), dtype=np.uint8) if isinstance(seen, str) else seen.places.heat


def measure(picture: Picture) -> Measured | str:
    """Where, how sure and from what; or the code of why nothing can be said."""
    grey = picture.grey
    if min(grey.shape) < 128:
        return "too-small"
    moves, matched = _by_features(grey)
    way = "features"
    if matched < AGREEING:
        moves, way = _by_blocks(grey), "blocks"
    field = np.zeros((grey.shape[0] // CELL, grey.shape[1] // CELL), dtype=np.float32)
    for move in moves:
        field = np.maximum(field, _same(grey, move))
    return Measured(
        places=places(picture, field, block=CELL, stored=False, shape=grey.shape),
        facts={"way": way, "matches": matched},
    )


def _by_features(grey: Pixels) -> tuple[list[NDArray[np.float64]], int]:
    """Movements that many matches agree on, and how many agree on the first."""
    points, words = cv2.SIFT.create(FEATURES, contrastThreshold=0.02).detectAndCompute(grey, None)
    if len(points) < 10:
        return [], 0
    pairs = cv2.BFMatcher(cv2.NORM_L2).knnMatch(words, words, k=4)
    least = APART * min(grey.shape)
    from_, to = [], []
    for found in pairs:
        for nearer, further in pairwise(found[1:]):  # the first is itself
            if nearer.distance > RATIO * further.distance:
                break
            a, b = points[nearer.queryIdx].pt, points[nearer.trainIdx].pt
            if np.hypot(a[0] - b[0], a[1] - b[1]) > least:
                from_.append(a)
                to.append(b)
    return _agreed(np.array(from_, np.float32), np.array(to, np.float32))


def _agreed(from_: NDArray[np.float32], to: NDArray[np.float32]) -> tuple[list[NDArray[np.float64]], int]:
    moves: list[NDArray[np.float64]] = []
    most = 0
    cv2.setRNGSeed(1)
    for _ in range(3):
        if len(from_) < 4:
            break
        move, inside = cv2.estimateAffinePartial2D(
            from_, to, method=cv2.RANSAC, ransacReprojThreshold=2.5, maxIters=500, confidence=0.99
        )
        count = 0 if move is None else int(inside.sum())  # type: ignore[redundant-expr,unused-ignore]
        if count < 4:
            break
        scale = float(np.hypot(move[0, 0], move[1, 0]))
        most = max(most, count)
        if count >= 4 and 0.4 < scale < 2.5:
            moves.append(np.asarray(move, dtype=np.float64))
        keep = inside.ravel() == 0
        from_, to = from_[keep], to[keep]
    return moves, most


def _by_blocks(grey: Pixels) -> list[NDArray[np.float64]]:
    """Shifts that many blocks agree on: sorted by their lowest waves, neighbours in that order are compared."""
    light = grey.astype(np.float32)
    waves = [
        cv2.sepFilter2D(light, cv2.CV_32F, WAVES[across], WAVES[down], anchor=(0, 0))[:-8:2, :-8:2]
        for down, across in _WAVES
    ]
    told = np.stack([wave.ravel() for wave in waves], axis=1)
    columns = waves[0].shape[1]
    lively = np.nonzero(np.abs(told).sum(axis=1) > 60)[0]
    if len(lively) < 500:
        return []
    told = np.rint(told[lively] / 6)
    order = np.lexsort(told.T)
    told, places_ = told[order], lively[order]
    rows, across_ = places_ // columns, places_ % columns
    votes: dict[tuple[int, int], int] = {}
    least = APART * min(grey.shape) / 2
    for step in (1, 2, 3):
        near = np.abs(told[step:] - told[:-step]).max(axis=1) <= 1
        down, right = rows[step:] - rows[:-step], across_[step:] - across_[:-step]
        flip = np.where((down < 0) | ((down == 0) & (right < 0)), -1, 1)
        near &= np.hypot(down, right) > least
        pairs = np.stack([down * flip, right * flip], axis=1)[near]
        shifts, counts = np.unique(pairs, axis=0, return_counts=True)
        for (y, x), count in zip(shifts[counts > 8], counts[counts > 8], strict=True):
            votes[int(y), int(x)] = votes.get((int(y), int(x)), 0) + int(count)
    best = sorted(votes.items(), key=lambda item: -item[1])[:3]
    return [np.array([[1, 0, 2 * x], [0, 1, 2 * y]], dtype=np.float64) for (y, x), count in best if count >= 24]


def _same(grey: Pixels, move: NDArray[np.float64]) -> NDArray[np.float32]:
    """By cell: how surely it is the same as where the movement takes it, for both places."""
    height, width = grey.shape
    light = cv2.GaussianBlur(grey, (0, 0), 0.8).astype(np.float32)
    found = np.zeros((height // CELL, width // CELL), dtype=np.float32)
    for there in (move, cv2.invertAffineTransform(move)):
        other = cv2.warpAffine(light, there, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                               borderValue=-1000.0)  # fmt: skip
        means = [cv2.boxFilter(one, -1, (11, 11)) for one in (light, other, light * light, np.abs(light - other))]
        contrast = np.sqrt(np.maximum(means[2] - means[0] ** 2, 0))
        alike = (means[3] / np.maximum(contrast, 1e-3) < ALIKE) & (contrast > 5) & (means[1] > -1)
        solid = cv2.morphologyEx(alike.astype(np.uint8), cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
        cut = solid[: height // CELL * CELL, : width // CELL * CELL].reshape(height // CELL, CELL, width // CELL, CELL)
        found = np.maximum(found, cut.mean(axis=(1, 3)).astype(np.float32) * 4)
    return found
