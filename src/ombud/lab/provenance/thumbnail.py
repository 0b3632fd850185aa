"""Whether the small picture that a camera put into the file still shows the same as the picture itself."""

import cv2
import numpy as np
import simplejpeg

from ombud.lab.finding import Finding
from ombud.lab.picture import Picture, Pixels

VERSION = "1"
_SIDE = 64
ALIKE, UNLIKE = 0.80, 0.55
"""Correlation of brightness, both blurred to 64 × 64. Thumbnails are sharpened and toned by the camera, so that equal
pictures lie above 0.9; what was cut, turned or replaced lies far below. Between the two nothing is said."""


def look(picture: Picture) -> Finding:
    """The likeness of the two, from -1 to 1, and whether it is too low for one picture."""
    small = picture.carried.exif.thumbnail
    if not small:
        return Finding(detector="thumbnail", version=VERSION, kind="derived", not_applicable="no-thumbnail")
    try:
        inside: Pixels = simplejpeg.decode_jpeg(small, colorspace="GRAY", strict=False)[:, :, 0]
    except ValueError:
        return Finding(detector="thumbnail", version=VERSION, kind="derived", not_applicable="unreadable")
    like = max(_likeness(stored, cut) for stored in _stored(picture) for cut in (inside, without_bars(inside)))
    return Finding(
        detector="thumbnail",
        version=VERSION,
        kind="derived",
        strength="clear" if like < UNLIKE else "weak" if like < ALIKE else "none",
        facts={"likeness": round(like, 3), "width": inside.shape[1], "height": inside.shape[0]},
    )


def without_bars(pixels: Pixels) -> Pixels:
    """Without black bars above and below or beside: cameras put every shape into 160 × 120."""
    bright = pixels > 24
    rows, columns = np.flatnonzero(bright.mean(axis=1) > 0.05), np.flatnonzero(bright.mean(axis=0) > 0.05)
    if len(rows) < 8 or len(columns) < 8:
        return pixels
    return pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _stored(picture: Picture) -> list[Pixels]:
    """The picture upright and as it is stored: whoever turns one may forget the other, which is no forgery."""
    upright = picture.grey
    return [upright, *(np.rot90(upright, turns) for turns in (1, 2, 3))] if picture.orientation != 1 else [upright]


def _likeness(one: Pixels, other: Pixels) -> float:
    first, second = (
        cv2.GaussianBlur(cv2.resize(pixels, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), (5, 5), 0).astype(np.float32)
        for pixels in (np.ascontiguousarray(one), np.ascontiguousarray(other))
    )
    first, second = first - first.mean(), second - second.mean()
    size = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float((first * second).sum()) / size if size > 1 else 1.0
