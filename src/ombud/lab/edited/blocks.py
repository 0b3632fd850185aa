"""The brightness of a JPEG's blocks as numbers: pixels from coefficients, and cosine waves at any grid."""

import numpy as np
from numpy.typing import NDArray

from ombud.lab.coefficients import Coefficients

Numbers = NDArray[np.float32]
WAVES: Numbers = np.array(
    [
        [(0.125**0.5 if wave == 0 else 0.5) * np.cos((2 * at + 1) * wave * np.pi / 16) for at in range(8)]
        for wave in range(8)
    ],
    dtype=np.float32,
)
"""The eight waves of the orthonormal cosine transform, one a row."""
MODES = tuple((down, across) for down in range(6) for across in range(6) if down + across <= 5)
"""The low frequencies, the mean first: above them the first save leaves hardly anything but zeros."""
_BASIS: Numbers = np.stack([np.outer(WAVES[down], WAVES[across]).ravel() for down, across in MODES], axis=1)


def pixels(stored: Coefficients, first: int, last: int) -> Numbers:
    """Brightness from -128 to 127 (unrounded, uncut) of the rows of blocks from `first` up to `last`."""
    part = stored.luma[first:last].astype(np.float32) * stored.luma_table.astype(np.float32)
    down = np.matmul(WAVES.T, part)
    whole = np.matmul(down, WAVES)
    rows, columns = part.shape[:2]
    return np.ascontiguousarray(whole.transpose(0, 2, 1, 3).reshape(rows * 8, columns * 8))


def at_grid(light: Numbers, down: int, across: int) -> Numbers:
    """(rows, columns, modes): the MODES of all whole 8 × 8 blocks of a grid that begins `down`, `across` in."""
    rows, columns = (light.shape[0] - down) // 8, (light.shape[1] - across) // 8
    cut = light[down : down + rows * 8, across : across + columns * 8]
    blocks = cut.reshape(rows, 8, columns, 8).transpose(0, 2, 1, 3).reshape(rows * columns, 64)
    return (blocks @ _BASIS).reshape(rows, columns, len(MODES))


def cut_off(light: Numbers, down: int, across: int) -> NDArray[np.bool_]:
    """Of the same blocks, those where more than four pixels are black or white through and through."""
    rows, columns = (light.shape[0] - down) // 8, (light.shape[1] - across) // 8
    cut = light[down : down + rows * 8, across : across + columns * 8]
    beyond = (cut > 125.5) | (cut < -126.5)
    return np.asarray(beyond.reshape(rows, 8, columns, 8).sum(axis=(1, 3)) > 4)


def bands(rows: int, columns: int, most: int) -> list[tuple[int, int]]:
    """Rows of blocks to look at, all or evenly spread ones, so that no more than `most` blocks are looked at."""
    if rows * columns <= most:
        return [(0, rows)]
    high = 24  # thick enough that the rows lost at each band's rim, one of its grid, don't matter
    count = max(1, most // (columns * high))
    return [(int(start), int(start) + high) for start in np.linspace(0, rows - high, count)]
