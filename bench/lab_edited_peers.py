"""What edited places are usually looked for with: error levels, and double quantisation at the stored grid alone."""

import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ombud.lab.picture import Picture

LOW = ((0, 1), (1, 0), (0, 2), (1, 1), (2, 0), (0, 3), (1, 2), (2, 1), (3, 0))


def error_levels(data: bytes) -> NDArray[np.float32]:
    """By pixel: how much saving once more at quality 90 changes it, its neighbours too (Krawetz 2007)."""
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=90)
    again = np.asarray(Image.open(held).convert("RGB"), dtype=np.float32)
    off = np.abs(again - np.asarray(picture, dtype=np.float32)).mean(axis=2)
    return np.asarray(cv2.boxFilter(off, -1, (17, 17)), dtype=np.float32)


def stored_grid(data: bytes) -> NDArray[np.float32]:
    """By block: how unlikely its values are among the peaks that a first save left (Lin et al. 2009)."""
    stored = Picture(data).coefficients
    assert stored is not None
    told = np.zeros(stored.luma.shape[:2])
    for down, across in LOW:
        values = stored.luma[:, :, down, across].astype(np.int64)
        reach = 64
        counts = np.bincount(np.clip(values, -reach, reach).ravel() + reach, minlength=2 * reach + 1).astype(float)
        counts[[0, -1]] = 0
        period = max(range(1, 21), key=lambda one: _peaks(counts, one, reach))
        if period == 1:
            continue
        summed = np.convolve(counts, np.ones(period), "same")
        likely = np.where(summed > 0, counts / np.maximum(summed, 1), 1 / period)
        told += np.log((1 / period + 0.02) / (likely[np.clip(values, -reach, reach) + reach] + 0.02))
    return np.asarray(cv2.GaussianBlur(told, (0, 0), 1.2), dtype=np.float32)


def _peaks(counts: NDArray[np.float64], period: int, reach: int) -> float:
    """How much more lies on multiples of a period than beside them; a longer period must be better to be chosen."""
    others = np.arange(len(counts)) - reach
    tail = np.abs(others) > period / 2
    if counts[tail].sum() == 0:
        return 0.0
    on = counts[tail & (others % period == 0)].sum() / counts[tail].sum()
    return float(on * period) ** 0.5 if period > 1 else 1.1
