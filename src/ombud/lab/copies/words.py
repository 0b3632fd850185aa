"""Local features as words: which of 65,536 cells a descriptor falls into, and 64 bits of where in the cell it lies.

The cells are pairs of 256 middles, one for each half of a descriptor (the inverted multi-index of Babenko and
Lempitsky 2012, at the size of 32 KiB); the bits are the Hamming embedding of Jegou, Douze and Schmid (2008) on a fixed
turn of the space. The middles (`codebook.npy`) come from `bench/lab_codebook.py`, from pictures that nothing is scored
on.
"""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ombud.lab.copies.features import Descriptors

MIDDLES, HALF = 256, 64
CELLS = MIDDLES * MIDDLES
PROBES = 3
"""Cells that a descriptor is looked for in: light and blur push it over an edge."""
_NEAREST = 4
_AT_ONCE = 4096
"""Descriptors whose distances from all middles are in memory together: 8 MiB."""
Cells = NDArray[Any]
Signatures = NDArray[Any]


def words(descriptors: Descriptors, probes: int = 1) -> tuple[Cells, Signatures]:
    """(n, probes) of each: the nearest cells, the best first, and the descriptor's bits as seen from each."""
    if len(descriptors) > _AT_ONCE:
        parts = [words(descriptors[at : at + _AT_ONCE], probes) for at in range(0, len(descriptors), _AT_ONCE)]
        return np.concatenate([one for one, _ in parts]), np.concatenate([one for _, one in parts])
    middles, turn = _tables()
    halves = descriptors.astype(np.float32).reshape(-1, 2, HALF)
    apart = np.stack([_apart(halves[:, side], middles[side]) for side in (0, 1)])
    if probes == 1:
        nearest = apart.argmin(axis=2)[:, :, None]
    else:
        some = np.argpartition(apart, _NEAREST, axis=2)[:, :, :_NEAREST]
        both = np.take_along_axis(apart, some, 2)
        sums = (both[0][:, :, None] + both[1][:, None, :]).reshape(len(descriptors), _NEAREST**2)
        best = np.argsort(sums, axis=1)[:, :probes]
        nearest = np.stack(
            [np.take_along_axis(some[0], best // _NEAREST, 1), np.take_along_axis(some[1], best % _NEAREST, 1)]
        )
    cells = (nearest[0] * MIDDLES + nearest[1]).astype(np.uint32)
    # The turn is linear: turned middles are taken from the turned descriptor, and nothing of it is done twice.
    turned = sum(halves[:, side] @ turn[side] for side in (0, 1))
    middle = sum((middles[side] @ turn[side])[nearest[side]] for side in (0, 1))
    bits = turned[:, None, :] > middle
    return cells, np.packbits(bits, axis=2).view(np.uint64)[:, :, 0]


def _apart(some: NDArray[Any], middles: NDArray[Any]) -> NDArray[Any]:
    found: NDArray[Any] = (middles**2).sum(axis=1) - 2 * some @ middles.T
    return found


@cache
def _tables() -> tuple[NDArray[Any], NDArray[Any]]:
    """The middles (2, 256, 64) and the turn (2, 64, 64): half of an orthogonal matrix, always the same."""
    middles = np.load(Path(__file__).with_name("codebook.npy")).astype(np.float32)
    turn, _ = np.linalg.qr(np.random.RandomState(5).standard_normal((2 * HALF, 2 * HALF)))
    return middles, turn[:, :64].reshape(2, HALF, 64).astype(np.float32)
