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


def colours(stored: Coefficients) -> tuple[Numbers, ...]:
    """The mean of each colour difference (blue, red) for each stored block of brightness; none where there is none."""
    rows, columns = stored.luma.shape[:2]
    found = []
    for part, table in zip(stored.chroma, stored.chroma_tables, strict=True):
        mean = part[:, :, 0, 0].astype(np.float32) * (float(table[0, 0]) / 8)
        down, across = -(-rows // mean.shape[0]), -(-columns // mean.shape[1])
        found.append(mean.repeat(down, 0).repeat(across, 1)[:rows, :columns])
    return tuple(found)


def cut_off(light: Numbers, differences: tuple[Numbers, ...], down: int, across: int) -> NDArray[np.bool_]:
    """Of the blocks of `at_grid`, those where a colour may have been cut off at black or full: no step survives that.

    `differences` are the colours of the stored blocks that `light` has.
    """
    rows, columns = light.shape[0] // 8, light.shape[1] // 8
    blocks = light.reshape(rows, 8, columns, 8)
    high, low = blocks.max(axis=(1, 3)), blocks.min(axis=(1, 3))
    cut = (high > 125.5) | (low < -126.5)
    if len(differences) == 2:
        blue, red = differences
        for colour in (1.402 * red, -0.344 * blue - 0.714 * red, 1.772 * blue):
            cut |= (high + colour > 125.5) | (low + colour < -126.5)
    if down:
        cut = cut[:-1] | cut[1:]
    if across:
        cut = cut[:, :-1] | cut[:, 1:]
    return np.asarray(cut)


def bands(rows: int, columns: int, most: int) -> list[tuple[int, int]]:
    """Rows of blocks to look at, all or evenly spread ones, so that no more than `most` blocks are looked at."""
    if rows * columns <= most:
        return [(0, rows)]
    high = 24  # thick enough that the rows lost at each band's rim, one of its grid, don't matter
    count = max(1, most // (columns * high))
    return [(int(start), int(start) + high) for start in np.linspace(0, rows - high, count)]
