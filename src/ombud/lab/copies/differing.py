"""What differs once a picture's source lies on it: where something was put in, taken out, or painted over."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ombud.lab.copies.description import Description
from ombud.lab.copies.hashes import EVERYTHING, Grey
from ombud.lab.copies.verify import of_view
from ombud.lab.finding import WHOLE, Match, Region
from ombud.lab.picture import Picture

_LONG_SIDE = 512
_WINDOW, _THUMB_WINDOW = 11, 5
"""Pixels, of 512 and of a thumbnail's 128."""
_UNLIKE = 0.5
"""Correlation of two windows below which they show different things; a bad JPEG leaves it at 0.8 or more."""
_LIGHT = 7.0
"""Grey levels of standard deviation: what is flatter in both is compared by its level alone."""
_LEVEL = 14.0
"""Grey levels, after the light was made the same: bad encoding moves a window's mean by less than half of it."""
_AREA_MIN, _THUMB_AREA_MIN = 0.0012, 0.006
"""Parts of the picture: less than a thumb's nail on a phone, and what a thumbnail can tell from its edges."""
_REGIONS_MAX = 12


def differing(picture: Picture, source: Picture, match: Match) -> tuple[Region, ...]:
    """Places on the picture, upright, the largest first; none where the match has no geometry."""
    if len(match.matrix) != 6:
        return ()
    base = _reduced(picture.grey, _LONG_SIDE)
    laid, there = laid_on(base, source.grey, _onto(match))
    return _regions(changed(base, laid, there, _WINDOW), EVERYTHING, _AREA_MIN)


def differing_roughly(query: Description, source: Description, match: Match) -> tuple[Region, ...]:
    """The same of two descriptions' thumbnails: no pixels of strangers are needed, and only what is large is seen."""
    if len(match.matrix) != 6:
        return ()
    onto = np.linalg.inv(of_view(query, 1)) @ _onto(match) @ of_view(source, 1)
    laid, there = laid_on(query.thumb, source.thumb, onto)
    return _regions(changed(query.thumb, laid, there, _THUMB_WINDOW), query.place, _THUMB_AREA_MIN)


def _onto(match: Match) -> NDArray[Any]:
    return np.vstack([np.array(match.matrix).reshape(2, 3) * (1, 1, 1 / WHOLE), (0, 0, 1)])


def laid_on(base: Grey, source: Grey, onto: NDArray[Any]) -> tuple[Grey, NDArray[np.bool_]]:
    """The source as it lies on these pixels, and where it does. `onto` is in parts of one."""
    height, width = base.shape
    finer = max(source.shape) * np.sqrt(abs(np.linalg.det(onto[:2, :2])) * width * height / source.size)
    if finer < max(source.shape):  # what is finer than what it is laid on would flicker
        source = _reduced(source, max(16, round(finer)))
    to_parts, from_parts = _parts(source), np.linalg.inv(_parts(base))
    matrix = (from_parts @ onto @ to_parts)[:2]
    laid = np.asarray(cv2.warpAffine(source, matrix, (width, height), flags=cv2.INTER_LINEAR), np.uint8)
    there = cv2.warpAffine(np.full_like(source, 255), matrix, (width, height), flags=cv2.INTER_LINEAR) > 250
    return _settled(base, laid, there)


def changed(base: Grey, laid: Grey, there: NDArray[np.bool_], window: int) -> NDArray[np.bool_]:
    """For each pixel whether what stands around it is something else, whatever became of light and contrast."""
    if there.sum() < 0.02 * there.size:
        return np.zeros(base.shape, bool)
    a, b = base.astype(np.float32), _same_light(base, laid, there)
    weight = there.astype(np.float32)
    share = np.maximum(_mean(weight, window), 1e-6)
    mean_a, mean_b = _mean(a * weight, window) / share, _mean(b * weight, window) / share
    var_a = np.maximum(_mean(a * a * weight, window) / share - mean_a**2, 0)
    var_b = np.maximum(_mean(b * b * weight, window) / share - mean_b**2, 0)
    alike = (_mean(a * b * weight, window) / share - mean_a * mean_b) / np.sqrt(var_a * var_b + _LIGHT**2)
    unlike = (alike < _UNLIKE) & (np.sqrt(np.maximum(var_a, var_b)) > _LIGHT)
    moved = np.abs(mean_a - mean_b) > _LEVEL
    half = window // 2
    inner = cv2.erode(weight.astype(np.uint8), _square(half), borderValue=0)
    marks = ((unlike | moved) & (np.asarray(inner) > 0)).astype(np.uint8)
    marks = cv2.morphologyEx(marks, cv2.MORPH_OPEN, _square(half))
    marks = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, _square(window + 2))
    marks = cv2.erode(marks, _square(half))  # windows reach over an edge
    return np.asarray(marks) > 0


def _square(side: int) -> Grey:
    return np.ones((side, side), np.uint8)


def _regions(marks: NDArray[np.bool_], within: Region, least: float) -> tuple[Region, ...]:
    """Boxes around them; the marks are of that part of the picture."""
    height, width = marks.shape
    _, _, stats, _ = cv2.connectedComponentsWithStats(marks.astype(np.uint8))
    found = [row for row in stats[1:] if row[cv2.CC_STAT_AREA] >= least * marks.size]
    found.sort(key=lambda row: -int(row[cv2.CC_STAT_AREA]))
    return tuple(
        Region(
            left=within.left + int(left) * within.width // width,
            top=within.top + int(top) * within.height // height,
            width=int(wide) * within.width // width,
            height=int(high) * within.height // height,
            score=min(100, int(100 * area / (wide * high))),
        )
        for left, top, wide, high, area in found[:_REGIONS_MAX]
    )


def _settled(base: Grey, laid: Grey, there: NDArray[np.bool_]) -> tuple[Grey, NDArray[np.bool_]]:
    """Moved by the last parts of a pixel, by the light itself (Evangelidis and Psarakis 2008), if that comes out."""
    until = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_COUNT, 25, 1e-4)
    mask = there.astype(np.uint8)
    try:
        _, by = cv2.findTransformECC(base, laid, np.eye(2, 3, dtype=np.float32), cv2.MOTION_AFFINE, until, mask, 5)
    except cv2.error:
        return laid, there
    if np.abs(np.asarray(by) - np.eye(2, 3)).max() > 6:
        return laid, there
    size, back = base.shape[::-1], cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    moved = np.asarray(cv2.warpAffine(laid, by, size, flags=back), np.uint8)
    return moved, cv2.warpAffine(mask * 255, by, size, flags=back) > 250


def _same_light(base: Grey, laid: Grey, there: NDArray[np.bool_]) -> NDArray[Any]:
    """The source with the picture's light: a curve of medians, since edits go both ways and few pixels are edited."""
    levels = np.arange(16, 256, 16)
    pairs = [
        (float(np.median(laid[some])), float(np.median(base[some])))
        for low, high in zip([0, *levels], [*levels, 256], strict=True)
        if (some := there & (laid >= low) & (laid < high)).sum() >= 64
    ]
    if not pairs:
        return laid.astype(np.float32)
    from_, to = np.array(pairs).T
    return np.interp(laid.astype(np.float32), from_, np.maximum.accumulate(to)).astype(np.float32)


def _reduced(grey: Grey, side: int) -> Grey:
    scale = side / max(grey.shape)
    if scale >= 1:
        return grey
    return np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _parts(grey: Grey) -> NDArray[Any]:
    height, width = grey.shape
    return np.array([[1 / width, 0, 0.5 / width], [0, 1 / height, 0.5 / height], [0, 0, 1]])


def _mean(pixels: NDArray[Any], window: int) -> NDArray[Any]:
    return cv2.blur(pixels, (window, window), borderType=cv2.BORDER_CONSTANT)
