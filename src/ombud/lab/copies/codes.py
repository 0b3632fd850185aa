"""Exact search among 256-bit codes: every one within 31 bits, by looking in a few small places (multi-index hashing).

A code is cut into parts. If two codes differ in at most 31 bits, then some part i differs in at most r[i] bits, as
long as the sum of all (r[i] + 1) is more than 31: were each part to differ by r[i] + 1 or more, the whole would differ
by 32 or more (Norouzi, Punjani and Fleet 2014; uneven radii as in Qin et al. 2018). So each part has a table from its
value to the codes that have it; a query looks up its own parts with up to r[i] bits flipped, and compares what it
finds there in full.
"""

from collections.abc import Callable
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

BITS, RADIUS = 256, 31
SCANNED_MAX = 50_000
"""So few codes are compared one by one in less time than a look into the tables takes."""
Codes = NDArray[Any]
"""(n, 4)."""
Maker = Callable[[str, tuple[int, ...]], NDArray[Any]]
"""Makes the array of that name and shape: in memory, or as a mapped file."""


class Layout(NamedTuple):
    """How codes are cut: bits of a part, and how many of them are flipped in a look-up. First bit first."""

    widths: tuple[int, ...]
    radii: tuple[int, ...]


class Table(NamedTuple):
    """Codes and where to look for them. Arrays may be mapped files; without `starts` the codes are scanned."""

    codes: Codes
    starts: tuple[NDArray[Any], ...]
    """For each part (2 ** width + 1,): where each value's entries begin."""
    entries: tuple[NDArray[Any], ...]
    """For each part (n,): places in `codes`, by value."""


def layout(many: int) -> Layout:
    """Parts so long that a value has about one code: more would need more flips, less would compare more."""
    parts = 16 if many < 300_000 else 13 if many < 3_000_000 else 11
    width = min(BITS // parts, 23)  # a table of 2 ** 23 starts is 32 MiB; the bits left over are in no part
    spare = min(BITS - parts * width, parts) if width < 23 else 0
    widths = tuple(width + (part < spare) for part in range(parts))
    least, more = divmod(RADIUS + 1 - parts, parts)  # the radii must sum to 32 - parts
    radii = tuple(least + (part >= parts - more) for part in range(parts))
    return Layout(widths, radii)


def table(codes: Codes, out: Maker | None = None) -> Table:
    """Everything that a search needs; with `out`, arrays are made where it says (mapped files)."""
    make = out or _in_memory
    if len(codes) <= SCANNED_MAX:
        return Table(codes, (), ())
    starts, entries = [], []
    for part, (width, shift) in enumerate(_places(layout(len(codes)))):
        values = _values(codes, width, shift)
        order = make(f"entries-{part}", (len(codes),))
        order[:] = np.argsort(values, kind="stable").astype(np.uint32)
        begin = make(f"starts-{part}", (2**width + 1,))
        begin[0] = 0
        np.cumsum(np.bincount(values, minlength=2**width), out=begin[1:], dtype=np.uint32)
        starts.append(begin)
        entries.append(order)
    return Table(codes, tuple(starts), tuple(entries))


def search(code: Codes, within: Table) -> tuple[NDArray[Any], NDArray[Any]]:
    """Places of all codes within RADIUS of this one (4,), and how far each is; nearest first. Exact."""
    if not within.starts:
        candidates = np.arange(len(within.codes))
        apart = np.bitwise_count(within.codes ^ code).sum(axis=1, dtype=np.int64)
    else:
        candidates = _candidates(code, within)
        apart = np.bitwise_count(within.codes[candidates] ^ code).sum(axis=1, dtype=np.int64)
    near = np.flatnonzero(apart <= RADIUS)
    found, first = np.unique(candidates[near], return_index=True)
    distances = apart[near][first]
    order = np.argsort(distances, kind="stable")
    return found[order].astype(np.int64), distances[order]


def _candidates(code: Codes, within: Table) -> NDArray[Any]:
    chosen = layout(len(within.codes))
    found = []
    for part, (width, shift) in enumerate(_places(chosen)):
        values = _values(code[None], width, shift)[0] ^ _flips(width, chosen.radii[part])
        starts = within.starts[part][values].astype(np.int64)
        counts = within.starts[part][values + 1].astype(np.int64) - starts
        total = int(counts.sum())
        places = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(total)
        found.append(within.entries[part][places])
    return np.concatenate(found)


def _in_memory(_: str, shape: tuple[int, ...]) -> NDArray[Any]:
    return np.empty(shape, np.uint32)


def _places(chosen: Layout) -> list[tuple[int, int]]:
    """Width of each part and how many bits stand before it."""
    before, found = 0, []
    for width in chosen.widths:
        found.append((width, before))
        before += width
    return found


def _values(codes: Codes, width: int, before: int) -> NDArray[Any]:
    """That part of each code as a number."""
    word, bit = divmod(before, 64)
    found = codes[:, word] >> np.uint64(bit)
    if bit + width > 64:
        found |= codes[:, word + 1] << np.uint64(64 - bit)
    return (found & np.uint64(2**width - 1)).astype(np.int64)


_FLIPS: dict[tuple[int, int], NDArray[Any]] = {}


def _flips(width: int, radius: int) -> NDArray[Any]:
    """All masks of up to that many bits; sorted, so that look-ups go through memory in one direction."""
    if (width, radius) not in _FLIPS:
        masks = [
            sum(1 << bit for bit in some) for many in range(radius + 1) for some in combinations(range(width), many)
        ]
        _FLIPS[width, radius] = np.array(sorted(masks), np.int64)
    return _FLIPS[width, radius]
