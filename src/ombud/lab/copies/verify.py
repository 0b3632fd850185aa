"""Whether one picture was made of the other: features that lie alike, and then the same light at the same places."""

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ombud.lab.copies.description import Description
from ombud.lab.copies.features import Descriptors, Points, mirrored
from ombud.lab.finding import WHOLE, Match

Matrix = NDArray[Any]
"""(2, 3): from the source's parts of one to the query's."""
_RATIO = 0.85
"""A feature counts if its second best is farther by this. Lowe's 0.8 loses what a bad JPEG blurs."""
_NEAR = 3.0
"""Pixels of the working size: how far an inlier may be off."""
_WINDOW = 7
_FLAT = 3.0
"""Grey levels, as standard deviation in a window of the thumbnail: below it there is nothing to compare."""
_SAME = 0.9
"""Correlation of a window from which it counts as the same: another photo of the same thing seldom has it."""
_CRISP = 0.97
"""The same where a good JPEG is all that stands between: light on a thing doesn't fall like that twice."""
_TIGHT = 1.0
"""Pixels that a copy's features are off at most: a camera that moved leaves more, since goods aren't flat."""


class Laid(NamedTuple):
    """How well a source lies on the query."""

    inliers: int
    tight: float
    """Part of the inliers that lie within a pixel; 1 where views were laid, which have none."""
    spread: float
    """Part of the query's content that the inliers stand on, as the area of the box of their middle nine tenths."""
    agreement: float
    """Part of the windows with something in them, where both are, whose light is the same."""
    crisp: float
    """Part of those that agree which are the same but for encoding."""
    windows: int
    """How many pixels of the thumbnails could be compared."""
    mirrored: bool
    matrix: Matrix | None

    def match(self, source: str) -> Match:
        """What is told of it."""
        scaled = () if self.matrix is None else tuple(float(one) for one in (self.matrix * (1, 1, WHOLE)).ravel())
        return Match(source=source, inliers=self.inliers, mirrored=self.mirrored, matrix=scaled)


NOTHING = Laid(0, 0.0, 0.0, 0.0, 0.0, 0, False, None)


def lay_features(query: Description, source: Description) -> Laid:
    """The better of both: as it is, and mirrored."""
    plain = _laid(query, query.points, query.descriptors, source, flipped=False)
    if plain.inliers >= 20:
        return plain
    turned = query.points * (-1, 1) + (query.working[0] - 1, 0)
    other = _laid(query, turned.astype(np.float32), mirrored(query.descriptors), source, flipped=True)
    return max(plain, other, key=lambda one: (one.inliers * one.agreement, one.inliers))


def lay_views(query: Description, source: Description, view: int, source_view: int, way: int) -> Laid:
    """As the codes of two views say: one lies on the other, turned by `way` as `hashes.codes` orders them."""
    matrix = of_view(query, view) @ _ways()[way] @ np.linalg.inv(of_view(source, source_view))
    agreement, crisp, windows = agree(query, source, matrix[:2])
    return Laid(0, 1.0, 1.0, agreement, crisp, windows, way >= 4, matrix[:2])


def _laid(query: Description, points: Points, descriptors: Descriptors, source: Description, *, flipped: bool) -> Laid:
    mine, theirs = pairs(descriptors, source.descriptors)
    if len(mine) < 4:
        return NOTHING
    from_, to = source.points[theirs], points[mine]
    cv2.setRNGSeed(1)  # the same pictures are always judged the same
    found, flags = cv2.estimateAffinePartial2D(
        from_, to, method=cv2.RANSAC, ransacReprojThreshold=_NEAR, maxIters=1000, confidence=0.995
    )
    if found is None:  # type: ignore[unreachable,unused-ignore]  # the stubs say that it can't be
        return NOTHING
    inside = flags.ravel() > 0
    if inside.sum() < 4 or not 0.1 < np.hypot(found[0, 0], found[1, 0]) < 10:
        return NOTHING
    if inside.sum() >= 8:
        found = _least_squares(from_[inside], to[inside])
    tight = _tightness(from_, to, found)
    width, height = query.working
    if flipped:
        found = np.array([[-1, 0, width - 1], [0, 1, 0]]) @ np.vstack([found, (0, 0, 1)])
    matrix = _whole(query.working) @ np.vstack([found, (0, 0, 1)]) @ np.linalg.inv(_whole(source.working))
    low, high = np.quantile(to[inside], (0.05, 0.95), axis=0)
    area = query.place.width * query.place.height / WHOLE**2 * width * height
    agreement, crisp, windows = agree(query, source, matrix[:2])
    return Laid(
        int(inside.sum()), tight, float(np.prod(high - low) / area), agreement, crisp, windows, flipped, matrix[:2]
    )


def _tightness(from_: Points, to: Points, found: Matrix) -> float:
    """Measured where the finer of both has its pixels, so that an enlarged one isn't judged harder."""
    off = np.linalg.norm(from_ @ found[:, :2].T + found[:, 2] - to, axis=1)
    off /= max(1.0, np.sqrt(abs(np.linalg.det(found[:, :2]))))
    near = off < _NEAR
    return float((off[near] < _TIGHT).mean()) if near.any() else 0.0


def pairs(mine: Descriptors, theirs: Descriptors) -> tuple[NDArray[Any], NDArray[Any]]:
    """Indices of features that are each other's nearest, and clearly nearer than the second."""
    if len(mine) < 2 or len(theirs) < 2:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    a, b = mine.astype(np.float32), theirs.astype(np.float32)
    apart = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1) - 2 * a @ b.T
    best = apart.argmin(axis=1)
    two = np.partition(apart, 1, axis=1)[:, :2]
    mutual = apart.argmin(axis=0)[best] == np.arange(len(a))
    keep = np.flatnonzero(mutual & (two[:, 0] < _RATIO**2 * two[:, 1]))
    return keep, best[keep]


def agree(query: Description, source: Description, matrix: Matrix) -> tuple[float, float, int]:
    """Part of the pixels with light around them whose surroundings agree; of these, the crisp part; and of how many.

    Other photos of the same goods lie on each other where a label is; only a copy also agrees around it. Each window
    is compared by correlation, which light and contrast don't change.
    """
    there = np.vstack([matrix, (0, 0, 1)])
    onto = np.linalg.inv(_of_thumb(query)) @ there @ _of_thumb(source)  # thumbnail to thumbnail, pixels
    scale = np.sqrt(abs(np.linalg.det(onto[:2, :2])))
    if not 0.05 < scale < 20:
        return 0.0, 0.0, 0
    if scale < 1:  # compared where the coarser of both has its pixels
        base, moved = query.thumb, _softened(source.thumb, 1 / scale)
    else:
        base, moved, onto = source.thumb, _softened(query.thumb, scale), np.linalg.inv(onto)
    size = base.shape[::-1]
    laid = cv2.warpAffine(moved, onto[:2], size, flags=cv2.INTER_LINEAR).astype(np.float32)
    there_is = cv2.warpAffine(np.ones_like(moved), onto[:2], size, flags=cv2.INTER_NEAREST)
    inside = np.asarray(cv2.erode(there_is, np.ones((3, 3), np.uint8), borderValue=0)) > 0
    correlation, light = correlated(base.astype(np.float32), laid, inside)
    seen = inside & (light > _FLAT)
    found = correlation[seen]
    same = int((found > _SAME).sum())
    return same / max(1, len(found)), float((found > _CRISP).sum() / max(1, same)), len(found)


def correlated(a: NDArray[Any], b: NDArray[Any], inside: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """For each pixel the correlation of the windows around it, and the greater of their standard deviations."""
    weight = inside.astype(np.float32)
    share = np.maximum(_mean(weight), 1e-6)
    mean_a, mean_b = _mean(a * weight) / share, _mean(b * weight) / share
    var_a = np.maximum(_mean(a * a * weight) / share - mean_a**2, 0)
    var_b = np.maximum(_mean(b * b * weight) / share - mean_b**2, 0)
    both = _mean(a * b * weight) / share - mean_a * mean_b
    return both / np.sqrt(var_a * var_b + 1.0), np.sqrt(np.maximum(var_a, var_b))


def _mean(pixels: NDArray[Any]) -> NDArray[Any]:
    return cv2.blur(pixels, (_WINDOW, _WINDOW), borderType=cv2.BORDER_CONSTANT)


def _softened(thumb: NDArray[Any], by: float) -> NDArray[Any]:
    return cv2.GaussianBlur(thumb, (0, 0), 0.45 * by) if by > 1.3 else thumb


def _least_squares(from_: Points, to: Points) -> Matrix:
    """All six numbers: a screenshot may be stretched a little."""
    known = np.column_stack([from_, np.ones(len(from_))])
    found: Matrix = np.linalg.lstsq(known, to.astype(np.float64), rcond=None)[0].T
    return found


def _whole(size: tuple[int, int]) -> Matrix:
    """From pixels, whose middles have whole numbers, to parts of one."""
    width, height = size
    return np.array([[1 / width, 0, 0.5 / width], [0, 1 / height, 0.5 / height], [0, 0, 1]])


def of_view(one: Description, view: int) -> Matrix:
    """From parts of the view (0 the whole, 1 within the frame) to parts of the picture."""
    if view == 0:
        return np.eye(3)
    place = one.place
    return np.array([[place.width, 0, place.left], [0, place.height, place.top], [0, 0, WHOLE]]) / WHOLE


def _of_thumb(one: Description) -> Matrix:
    return of_view(one, 1) @ _whole((one.thumb_width, one.thumb_height))


def _ways() -> list[Matrix]:
    """From parts of the source to parts of the query which has the source's code of that way."""
    quarter = np.array([[0, 1, 0], [-1, 0, 1], [0, 0, 1]], float)  # anticlockwise: right becomes top
    found = [np.eye(3)]
    for _ in range(3):
        found.append(quarter @ found[-1])
    mirror = np.array([[-1, 0, 1], [0, 1, 0], [0, 0, 1]], float)
    found.append(mirror)
    for _ in range(3):
        found.append(quarter @ found[-1])
    return found
