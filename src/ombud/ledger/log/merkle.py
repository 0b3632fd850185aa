"""The Merkle tree of RFC 6962: grown leaf by leaf, with proofs that a leaf is in it and that it only grew.

A complete subtree over the leaves [i·2^l, (i+1)·2^l) is called node (l, i). A proof is made of such nodes, some of
which are joined on the way; who keeps only nodes of some levels joins those from the nodes below.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""
STRIDE = 4
"""Nodes are kept of every fourth level: 7 % more rows than leaves, and no more than 15 hashes to make one anew."""
Node = tuple[int, int]
Fetch = Callable[[Iterable[Node]], dict[Node, bytes]]
"""Gives the kept nodes that are asked for: of levels 0, 4, 8 …"""


class NotThere(ValueError):
    """A proof was asked for that this tree can't give."""


def leaf(data: bytes) -> bytes:
    """The hash of a leaf: 0x00 before its data."""
    return sha256(b"\x00" + data).digest()


def joined(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: 0x01 before both halves."""
    return sha256(b"\x01" + left + right).digest()


class Peaks(NamedTuple):
    """A tree as far as growing needs it: the roots of its complete subtrees, the greatest first."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def grown(self, leaves: Iterable[bytes]) -> tuple["Peaks", list[tuple[int, int, bytes]]]:
        """The tree with these hashes of leaves behind it, and the nodes to be kept that were completed."""
        size, hashes = self.size, list(self.hashes)
        made: list[tuple[int, int, bytes]] = []
        for one in leaves:
            found, level, place = one, 0, size
            while place & 1:
                found, level, place = joined(hashes.pop(), found), level + 1, place >> 1
                if level % STRIDE == 0:
                    made.append((level, place, found))
            hashes.append(found)
            size += 1
        return Peaks(size, tuple(hashes)), made

    @property
    def root(self) -> bytes:
        """The hash of the whole tree."""
        return _folded(self.hashes)


def root(leaves: Sequence[bytes]) -> bytes:
    """The hash of a tree over these hashes of leaves."""
    return Peaks().grown(leaves)[0].root


def inclusion(place: int, size: int, fetch: Fetch) -> list[bytes]:
    """The proof that the leaf at this place is in the tree of this size (RFC 6962, 2.1.1), lowest first."""
    return inclusions([place], size, fetch)[place]


def inclusions(places: Sequence[int], size: int, fetch: Fetch) -> dict[int, list[bytes]]:
    """The same for many leaves, with one fetch."""
    for place in places:
        if not 0 <= place < size:
            raise NotThere(f"leaf {place} isn't in a tree of {size}")
    paths = {place: _path(place, 0, size) for place in places}
    asked = list({one for path in paths.values() for one in path})
    found = dict(zip(asked, _hashes(asked, fetch), strict=True))
    return {place: [found[one] for one in path] for place, path in paths.items()}


def consistency(old: int, size: int, fetch: Fetch) -> list[bytes]:
    """The proof that the tree of `old` leaves is the beginning of that of `size` (RFC 6962, 2.1.2)."""
    if not 0 <= old <= size:
        raise NotThere(f"a tree of {size} has no beginning of {old}")
    return _hashes(_subproof(old, 0, size, whole=True), fetch) if 0 < old < size else []


def root_of(size: int, fetch: Fetch) -> bytes:
    """The hash of the tree of this size, from kept nodes."""
    return _hashes([(0, size)], fetch)[0] if size else EMPTY


def includes(root: bytes, size: int, place: int, leaf: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof leads from this hash of a leaf to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= place < size:
        return False
    first, last, found = place, size - 1, leaf
    for one in proof:
        if last == 0:
            return False
        if first & 1 or first == last:
            found = joined(one, found)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            found = joined(found, one)
        first, last = first >> 1, last >> 1
    return last == 0 and found == root


def consistent(old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows the old tree to be the beginning of the new one (RFC 9162, 2.1.4.2)."""
    if old == size:
        return not proof and root == old_root
    if old == 0:
        return not proof and old_root == EMPTY
    if not 0 < old < size or not proof:
        return False
    rest = list(proof) if old & (old - 1) else [old_root, *proof]
    first, last = old - 1, size - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    was = now = rest[0]
    for one in rest[1:]:
        if last == 0:
            return False
        if first & 1 or first == last:
            was, now = joined(one, was), joined(one, now)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            now = joined(now, one)
        first, last = first >> 1, last >> 1
    return last == 0 and was == old_root and now == root


def _path(place: int, start: int, end: int) -> list[tuple[int, int]]:
    """Ranges of leaves whose hashes make the proof."""
    if end - start == 1:
        return []
    middle = start + _half(end - start)
    if place < middle:
        return [*_path(place, start, middle), (middle, end)]
    return [*_path(place, middle, end), (start, middle)]


def _subproof(old: int, start: int, end: int, *, whole: bool) -> list[tuple[int, int]]:
    if old == end - start:
        return [] if whole else [(start, end)]
    half = _half(end - start)
    if old <= half:
        return [*_subproof(old, start, start + half, whole=whole), (start + half, end)]
    return [*_subproof(old - half, start + half, end, whole=False), (start, start + half)]


def _half(size: int) -> int:
    """The greatest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1


def _hashes(ranges: Sequence[tuple[int, int]], fetch: Fetch) -> list[bytes]:
    """The hash of each range, with one fetch for all."""
    pieces = [_complete(*one) for one in ranges]
    kept = fetch({below for nodes in pieces for node in nodes for below in _below(node)})
    return [_folded([_made(node, kept) for node in nodes]) for nodes in pieces]


def _complete(start: int, end: int) -> list[Node]:
    """The complete subtrees that a range of a tree is made of, the greatest first."""
    found: list[Node] = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def _below(node: Node) -> list[Node]:
    """The kept nodes that a node is joined from: itself, where its level is kept."""
    level, place = node
    under = level % STRIDE
    return [(level - under, (place << under) + n) for n in range(1 << under)]


def _made(node: Node, kept: dict[Node, bytes]) -> bytes:
    hashes = [kept[below] for below in _below(node)]
    while len(hashes) > 1:
        hashes = [joined(hashes[n], hashes[n + 1]) for n in range(0, len(hashes), 2)]
    return hashes[0]


def _folded(hashes: Sequence[bytes]) -> bytes:
    """The hash over complete subtrees side by side, the greatest first."""
    if not hashes:
        return EMPTY
    *rest, found = hashes
    for one in reversed(rest):
        found = joined(one, found)
    return found
