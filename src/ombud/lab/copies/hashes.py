"""PDQ codes of a picture's views: whole and without its frame, each as it is, turned by quarters, and mirrored."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ombud.lab.finding import WHOLE, Region

Grey = NDArray[Any]
Codes = NDArray[Any]

_MEANS, _SAMPLES, _KEPT = 256, 64, 16
_SMALL = 256
_LEVELS = 4
"""Grey levels that still count as the frame's own colour."""
EVERYTHING = Region(left=0, top=0, width=WHOLE, height=WHOLE)


def codes(grey: Grey) -> Codes:
    """(8, 4) words of 64 bits: as it is, turned by 90, 180 and 270 degrees, and the same four of its mirror image.

    This is PDQ (Facebook, "The TMK+PDQF video-hashing algorithm and the PDQ image-hashing algorithm", 2019): two box
    filters of a 128th of each side, 64 x 64 samples, their 16 x 16 lowest frequencies without the constant ones, a bit
    for each that is above the median. Here filters, samples and frequencies are one matrix on 256 x 256 means, which
    is exact where PDQ rounds windows and places to whole pixels: 0 to 4 bits apart on large pictures, and a mirrored
    picture has just the mirrored code.
    """
    means = cv2.resize(grey, (_MEANS, _MEANS), interpolation=cv2.INTER_AREA).astype(np.float32)
    turned = np.empty((8, _KEPT, _KEPT), np.float32)
    turned[0] = _LOWEST @ means @ _LOWEST.T
    turned[4] = turned[0] * _ODD  # left becomes right: the odd frequencies across change their sign
    for at in (1, 2, 3, 5, 6, 7):
        turned[at] = turned[at - 1].T * _ODD.T  # a quarter anticlockwise: transposed, then upside down
    flat = turned.reshape(8, -1)
    bits = flat > np.median(flat, axis=1, keepdims=True)
    return np.packbits(bits[:, ::-1], axis=1).view(">u8").astype(np.uint64)  # the highest frequency comes first


def distances(one: Codes, others: Codes) -> NDArray[Any]:
    """In how many of 256 bits a code differs from each of the others."""
    found: NDArray[Any] = np.bitwise_count(others ^ one).sum(axis=-1, dtype=np.int64)
    return found


def cut(grey: Grey, place: Region) -> Grey:
    """That part of the picture."""
    height, width = grey.shape
    top, left = place.top * height // WHOLE, place.left * width // WHOLE
    return grey[top : top + max(1, place.height * height // WHOLE), left : left + max(1, place.width * width // WHOLE)]


def content(grey: Grey) -> Region:
    """The rectangle within a flat frame (a screenshot's chrome, a letter box), or EVERYTHING where there is none.

    The frame's colour is the commonest along the edge. Rows and columns of mostly that colour are frame, words and
    buttons on it included. What is left counts only if it is full, since a thing on a white ground isn't framed.
    """
    scale = min(1.0, _SMALL / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = small.shape
    if min(height, width) < 16:
        return EVERYTHING
    edge = max(2, min(height, width) // 32)
    ring = np.concatenate(
        [small[:edge].ravel(), small[-edge:].ravel(), small[:, :edge].ravel(), small[:, -edge:].ravel()]
    )
    counts = np.bincount(ring, minlength=256)
    near = np.convolve(counts, np.ones(2 * _LEVELS + 1), "same")
    colour = int(near.argmax())
    if near[colour] < 0.35 * len(ring):
        return EVERYTHING
    frame = np.abs(small.astype(np.int16) - colour) <= _LEVELS
    top, bottom = _longest(frame.mean(axis=1) < 0.5)
    left, right = _longest(frame[top:bottom].mean(axis=0) < 0.6) if bottom > top else (0, 0)
    if right - left < width // 5 or bottom - top < height // 8:
        return EVERYTHING
    top, bottom = _within(frame[:, left:right].mean(axis=1) < 0.6, top, bottom)
    inside = frame[top:bottom, left:right]
    outside = frame.sum() - inside.sum(), frame.size - inside.size
    if inside.mean() > 0.2 or outside[1] < 0.05 * frame.size or outside[0] < 0.7 * outside[1]:
        return EVERYTHING
    return Region(
        left=left * WHOLE // width,
        top=top * WHOLE // height,
        width=(right - left) * WHOLE // width,
        height=(bottom - top) * WHOLE // height,
    )


def _longest(flags: NDArray[Any]) -> tuple[int, int]:
    """The longest run of true ones, start and end; a hole of less than a fiftieth doesn't end it."""
    closed = cv2.morphologyEx(flags.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((max(1, len(flags) // 50), 1), np.uint8))
    steps = np.flatnonzero(np.diff(np.concatenate([[0], closed.ravel(), [0]])))
    if not len(steps):
        return 0, 0
    starts, ends = steps[::2], steps[1::2]
    best = int((ends - starts).argmax())
    return int(starts[best]), int(ends[best])


def _within(flags: NDArray[Any], start: int, end: int) -> tuple[int, int]:
    """The same run, a little longer or shorter where these flags say so."""
    while start > 0 and flags[start - 1]:
        start -= 1
    while end < len(flags) and flags[end]:
        end += 1
    return start, end


def _lowest() -> NDArray[Any]:
    """(16, 256): the triangle of two box filters around each of 64 places, then their 16 lowest frequencies."""
    samples = np.zeros((_SAMPLES, _MEANS))
    for at in range(_SAMPLES):
        samples[at, 4 * at : 4 * at + 4] = (1 / 8, 3 / 8, 3 / 8, 1 / 8)
    frequency, place = np.mgrid[1 : _KEPT + 1, 0:_SAMPLES]
    waves = np.sqrt(2 / _SAMPLES) * np.cos(np.pi / 2 / _SAMPLES * frequency * (2 * place + 1))
    found: NDArray[Any] = (waves @ samples).astype(np.float32)
    return found


_LOWEST = _lowest()
_ODD = np.where(np.arange(1, _KEPT + 1) % 2, -1, 1).astype(np.float32)[None, :]
