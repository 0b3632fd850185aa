"""An inverted file of words: which pictures share most of a query's local features; candidates only, never a match."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ombud.lab.copies.features import Descriptors, mirrored
from ombud.lab.copies.words import CELLS, PROBES, words

BITS_MAX = 13
"""Of 64 bits so many may differ: nineteen in twenty of the features that a copy keeps are within it (median 3)."""
_COMMON_MIN, _COMMON = 4096, 24
"""A word that is so many times as common as others (the weave of one cloth in a whole catalogue) is left out."""


class Lists(NamedTuple):
    """Of many pictures' features, by cell. Arrays may be mapped files."""

    starts: NDArray[Any]
    """(CELLS + 1,): where each cell's entries begin."""
    pictures: NDArray[Any]
    """Number of the picture, from 0 in this segment."""
    bits: NDArray[Any]


def lists(of: list[Descriptors]) -> Lists:
    """The file of these pictures' descriptors, numbered as they come."""
    if not of or not sum(map(len, of)):
        return Lists(np.zeros(CELLS + 1, np.uint32), np.zeros(0, np.uint32), np.zeros(0, np.uint64))
    cells, bits = words(np.concatenate(of))
    pictures = np.repeat(np.arange(len(of), dtype=np.uint32), [len(one) for one in of])
    order = np.argsort(cells[:, 0], kind="stable")
    starts = np.zeros(CELLS + 1, np.uint32)
    np.cumsum(np.bincount(cells[:, 0], minlength=CELLS), out=starts[1:])
    return Lists(starts, pictures[order], bits[order, 0])


class Asked(NamedTuple):
    """A query's features, looked up once for all segments: as they are, and mirrored."""

    cells: NDArray[Any]
    bits: NDArray[Any]
    """Both (2, n, PROBES)."""


def asked(descriptors: Descriptors) -> Asked:
    """The cells to look in, and the bits to compare."""
    both = [words(one, PROBES) for one in (descriptors, mirrored(descriptors))]
    return Asked(np.stack([one[0] for one in both]), np.stack([one[1] for one in both]))


def votes(query: Asked, within: Lists, many: int) -> NDArray[Any]:
    """(many,): for each picture, the better of its votes for the query as it is and mirrored."""
    if not len(within.pictures) or not query.cells.size:
        return np.zeros(many)
    plain, turned = (_votes(query.cells[way], query.bits[way], within, many) for way in (0, 1))
    better: NDArray[Any] = np.maximum(plain, turned)
    return better


def _votes(cells: NDArray[Any], bits: NDArray[Any], within: Lists, many: int) -> NDArray[Any]:
    features = np.repeat(np.arange(len(cells)), cells.shape[1])
    cells, bits = cells.ravel(), bits.ravel()
    starts = within.starts[cells].astype(np.int64)
    counts = within.starts[cells + 1].astype(np.int64) - starts
    counts[counts > max(_COMMON_MIN, _COMMON * len(within.pictures) // CELLS)] = 0
    total = int(counts.sum())
    if not total:
        return np.zeros(many)
    asking = np.repeat(np.arange(len(cells)), counts)
    places = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(total)
    apart = np.bitwise_count(within.bits[places] ^ bits[asking])
    near = np.flatnonzero(apart <= BITS_MAX)
    pictures = within.pictures[places[near]]
    # A rare word says more; a feature that a picture has many times says it once, by its nearest.
    weight = _WEIGHTS[apart[near]] / np.sqrt(counts[asking[near]])
    key = pictures.astype(np.int64) * len(features) + features[asking[near]]
    order = np.lexsort((-weight, key))
    first = np.ones(len(order), bool)
    first[1:] = key[order][1:] != key[order][:-1]
    best = order[first]
    return np.bincount(pictures[best], weights=weight[best], minlength=many)


_WEIGHTS = np.exp(-((np.arange(65) / 14.0) ** 2))
