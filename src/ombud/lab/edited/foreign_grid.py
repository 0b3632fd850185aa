"""Places whose grid of 8 × 8 blocks begins elsewhere than the picture's: pasted from a JPEG, and hardly saved since.

Where a JPEG's own block lies, most of its frequencies are nothing; a block's breadth aside they aren't. Every cell of
8 × 8 pixels votes for the one of its 64 places that has most of them, and a place on the picture counts where so many
of its cells agree on another grid that in pictures without any it would hardly ever happen (the a-contrario principle
of Desolneux, Moisan and Morel). It works on PNG as well. A later save at a coarser quality hides it.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from ombud.lab.edited import regime
from ombud.lab.edited.blocks import WAVES, Numbers, pixels
from ombud.lab.edited.places import places
from ombud.lab.edited.strengths import Measured, finding
from ombud.lab.finding import Finding
from ombud.lab.picture import RGB_SIDE, Picture, Pixels

VERSION = "1"
NAME = "foreign-grid"
NOTHING = 0.5
"""A frequency below it is nothing: rounding of pixels alone has 0.29."""
WINDOWS = (5, 9, 15)
"""Cells on a side."""
LARGEST = 4_000_000
"""Pixels; every one of 64 frequencies is computed at each."""
SURE = 12.0
"""Nats of surprise that a window of cells must have beyond the number of windows looked at to count as one."""


def look(picture: Picture) -> Finding:
    """Its regions have another grid; the facts say where the picture's own begins."""
    return finding(NAME, VERSION, measure(picture))


def map_of(picture: Picture) -> Pixels:
    """Upright, a pixel a cell; a single 0 where nothing can be said."""
    seen = measure(picture)
    return np.zeros((1, 1), dtype=np.uint8) if isinstance(seen, str) else seen.places.heat


def measure(picture: Picture) -> Measured | str:
    """Where, how sure and from what; or the code of why nothing can be said."""
    light, turned = light_of(picture)
    if light is None:
        return "too-large" if picture.format != "jpeg" else picture.why_no_coefficients or "too-large"
    if min(light.shape) < 96:
        return "too-small"
    votes = voted(light)
    known = votes[votes >= 0]
    if known.size < 0.2 * votes.size:
        return "too-flat"
    counts = np.bincount(known, minlength=64)
    main = int(counts.argmax())
    if surprise(np.array(counts[main] * 1.0), np.array(known.size * 1.0)) - np.log(64) < SURE:
        return "no-grid"
    field = _field(votes, main)
    return Measured(
        places=places(picture, field, stored=turned),
        facts={"grid_top": main // 8, "grid_left": main % 8},
    )


def light_of(picture: Picture) -> tuple[Numbers | None, bool]:
    """Brightness at full size, and whether it lies as stored (else upright); None where the picture is too large."""
    width, height = picture.stored_size
    if width * height > LARGEST:
        return None, True
    if picture.format == "jpeg":
        stored = picture.coefficients
        if stored is None:
            return None, True
        return pixels(stored, 0, stored.luma.shape[0])[: stored.height, : stored.width], True
    if max(width, height) > RGB_SIDE:
        return None, False
    return regime.pixels_of(picture).astype(np.float32) - 128, False


def voted(light: Numbers) -> NDArray[np.int64]:
    """For each cell the place 0 to 63 that it votes for, -1 where it doesn't: a tie, or flat."""
    empty = np.zeros(light.shape, dtype=np.uint8)
    for down in range(8):
        for across in range(8):
            if down or across:
                wave = cv2.sepFilter2D(light, cv2.CV_32F, WAVES[across], WAVES[down], anchor=(0, 0))
                empty += np.abs(wave) < NOTHING
    rows, columns = light.shape[0] // 8 - 1, light.shape[1] // 8 - 1
    cells = (
        empty[: rows * 8, : columns * 8].reshape(rows, 8, columns, 8).transpose(0, 2, 1, 3).reshape(rows, columns, 64)
    )
    best = cells.argmax(axis=2)
    top = cells.max(axis=2)
    alone = (cells == top[:, :, None]).sum(axis=2) == 1
    # With all 63 empty a cell is flat, and with hardly any there is no trace of a save.
    return np.where(alone & (top < 62) & (top > 8), best, -1)


def surprise(agree: NDArray[np.float64], of: NDArray[np.float64], chance: float = 1 / 64) -> NDArray[np.float64]:
    """Hoeffding's bound on the tail of the binomial, in nats: how little chance explains that so many agree."""
    share = np.clip(agree / np.maximum(of, 1), 1e-9, 1 - 1e-9)
    nats = of * (share * np.log(share / chance) + (1 - share) * np.log((1 - share) / (1 - chance)))
    return np.where(share > chance, nats, 0.0)


def _field(votes: NDArray[np.int64], main: int) -> NDArray[np.float32]:
    known = (votes >= 0).astype(np.float32)
    found = np.zeros(votes.shape, dtype=np.float64)
    tests = np.log(63 * len(WINDOWS) * votes.size)
    for other in range(64):
        mine = (votes == other).astype(np.float32)
        if other == main or mine.sum() < 6:
            continue
        # Some other places are likelier than others in a picture of this grid: never below what it has all over.
        chance = max(1 / 64, float(mine.sum() / max(known.sum(), 1.0)))
        for side in WINDOWS:
            agree, of = (cv2.boxFilter(one, -1, (side, side), normalize=False) for one in (mine, known))
            nats = surprise(agree.astype(np.float64), of.astype(np.float64), chance) - tests - SURE
            found = np.maximum(found, np.where(mine > 0, nats, nats / 2))
    return np.asarray(np.clip(found, 0, 60) / 6, dtype=np.float32)
