"""Compares the log with the record: every event its leaf, no leaf without its event, every node and root made anew.

It walks through the log once and holds nothing of it but the tree's edge and where each stream stands: a log may be of
any size. Where the rows come from is another's: the tables (`lying.py`), or a copy in memory that a trial changes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, Protocol

from ombud.ledger.connection import rows
from ombud.ledger.log import merkle
from ombud.ledger.log.checkpoint import Checkpoint, read_checkpoint
from ombud.ledger.log.note import BadNote, Verifier
from ombud.ledger.log.sequence import read_peaks

PLATFORMS = "SELECT platform FROM log_head UNION SELECT DISTINCT platform FROM stream ORDER BY 1"
FETCH = 5000
WRONG_MAX = 100
"""Checkpoints that don't hold and are remembered: the first says where."""
Place = tuple[str, int]


class Source(Protocol):
    """One platform's log and record, in the orders in which they are looked at."""

    @property
    def size(self) -> int:
        """Leaves, as the log's head says."""

    @property
    def peaks(self) -> bytes: ...

    @property
    def keys(self) -> tuple[Verifier, ...]: ...

    def pairs(self) -> Iterator[tuple[int, str, int, bytes, bytes | None]]:
        """(index, stream, sequence, hash of the leaf, hash of the event or None) in the order of their index."""

    def unlogged(self) -> Iterator[Place]:
        """Events that neither are in the log nor wait for it."""

    def made(self) -> Iterator[tuple[int, int, bytes]]:
        """(level, index, hash) of each kept node, in the order in which a growing tree completes them."""

    def signed(self) -> Iterator[tuple[int, bytes, str]]:
        """(size, root, note) of each checkpoint, the smallest first."""

    def leaf(self, idx: int) -> Place:
        """Which event's it is."""


class Kept(NamedTuple):
    """The same as plain data in memory, of a small log."""

    leaves: Sequence[tuple[int, str, int, bytes]]
    """(index, stream, sequence, hash of the event), in the order of their index."""
    events: Mapping[Place, bytes]
    """The hash of each event by stream and sequence."""
    nodes: Mapping[merkle.Node, bytes]
    checkpoints: Sequence[tuple[int, bytes, str]]
    """(size, root, note), the smallest first."""
    waiting: Sequence[tuple[str, int, int]] = ()
    size: int = 0
    peaks: bytes = b""
    keys: tuple[Verifier, ...] = ()

    def pairs(self) -> Iterator[tuple[int, str, int, bytes, bytes | None]]:
        """As Source has it."""
        return ((idx, s, seq, hashed, self.events.get((s, seq))) for idx, s, seq, hashed in self.leaves)

    def unlogged(self) -> Iterator[Place]:
        """As Source has it."""
        logged = {(stream, seq) for _, stream, seq, _ in self.leaves}
        waits = {(stream, seq) for stream, first, last in self.waiting for seq in range(first, last + 1)}
        return iter(sorted(self.events.keys() - logged - waits))

    def made(self) -> Iterator[tuple[int, int, bytes]]:
        """As Source has it."""
        return iter(sorted(((*node, hashed) for node, hashed in self.nodes.items()), key=_completed))

    def signed(self) -> Iterator[tuple[int, bytes, str]]:
        """As Source has it."""
        return iter(self.checkpoints)

    def leaf(self, idx: int) -> Place:
        """As Source has it."""
        return self.leaves[idx][1:3]


class Differs(NamedTuple):
    """Where log and record don't agree, or the log with itself. `idx` is the leaf's, -1 where it has none."""

    idx: int
    stream: str
    seq: int
    why: str


def platforms() -> list[int]:
    """All that have anything to compare."""
    return [int(one) for (one,) in rows(PLATFORMS)]


def differing(kept: Source, held: Iterable[Checkpoint] = ()) -> Iterator[Differs]:
    """Every place where it doesn't hold, that of the smallest leaf first; none if all is well.

    `held` are checkpoints from outside: only with one can it be told that a whole log was written anew, or cut off.
    """
    held = sorted(held, key=lambda one: one.size)
    grown = Grown(kept, {one.size for one in held})
    yield from _leaves(kept, grown)
    for stream, seq in kept.unlogged():
        yield Differs(-1, stream, seq, "the event is not in the log and doesn't wait for it")
    yield from grown.node
    if kept.size == grown.peaks.size and not _is_head(kept, grown.peaks):
        yield Differs(max(0, kept.size - 1), "", 0, "the log's head isn't that of its leaves")
    yield from grown.wrong
    yield from _against(held, kept, grown)


def first_differing(kept: Source, held: Iterable[Checkpoint] = ()) -> Differs | None:
    """The first of them."""
    return next(differing(kept, tuple(held)), None)


def held_in(text: str, keys: Sequence[Verifier]) -> list[Checkpoint]:
    """The checkpoints in a file from outside, one after the other, as a folder witness keeps them. Raises BadNote."""
    found, lines = [], text.replace("\r\n", "\n").split("\n\n")
    for body, signatures in pairwise(lines):
        if signatures.startswith("— "):
            note = f"{body.strip()}\n\n{signatures.strip()}\n"
            found.append(read_checkpoint(note, keys).checkpoint)
    if not found:
        raise BadNote("there is no checkpoint in this file")
    return found


def _leaves(kept: Source, grown: "Grown") -> Iterator[Differs]:
    """Each leaf with its event, in its place, and each stream in its order; the tree grows by each of them."""
    last: dict[str, int] = {}
    place, whole = -1, True
    for place, (idx, stream, seq, hashed, event) in enumerate(kept.pairs()):
        grown.add(merkle.leaf(hashed))
        if whole and idx != place:
            whole = False
            yield Differs(place, stream, seq, f"the log has no leaf {place}")
        if not whole:
            continue
        if seq != last.get(stream, 0) + 1:
            yield Differs(idx, stream, seq, "the leaf isn't where its stream's order wants it")
        last[stream] = seq
        if event is None:
            yield Differs(idx, stream, seq, "the log has a leaf of an event that isn't in the record")
        elif event != hashed:
            yield Differs(idx, stream, seq, "the event isn't the one that was put into the log")
    grown.ended()
    if whole and kept.size != place + 1:
        yield Differs(place + 1, "", 0, f"the log says it has {kept.size} leaves and has {place + 1}")


class Grown:
    """The tree over the leaves there are, compared with kept nodes and checkpoints as it grows."""

    def __init__(self, kept: Source, sizes: set[int]) -> None:
        self.peaks = merkle.Peaks()
        self.roots: dict[int, bytes] = {}
        """Those at the sizes that are asked for."""
        self.node: list[Differs] = []
        """The first kept node that isn't that of the leaves."""
        self.wrong: list[Differs] = []
        """The first checkpoints that don't hold: what differs once differs in all that come after."""
        self._kept, self._sizes, self._coming = kept, sizes, list[bytes]()
        self._made, self._signed = kept.made(), kept.signed()
        self._node, self._checkpoint = next(self._made, None), next(self._signed, None)
        self._look()

    def add(self, leaf: bytes) -> None:
        """One more leaf, by its hash in the tree."""
        self._coming.append(leaf)
        size = self.peaks.size + len(self._coming)
        wanted = self._checkpoint[0] if self._checkpoint else -1
        if size == wanted or size in self._sizes or len(self._coming) >= FETCH:
            self._grow()

    def ended(self) -> None:
        """There are no more."""
        self._grow()
        while self._checkpoint is not None:
            self._compare(None)
        if self._node is not None and not self.node:
            self._differs(self._node)

    def _grow(self) -> None:
        self.peaks, made = self.peaks.grown(self._coming)
        self._coming = []
        for one in made:
            if not self.node:
                self._next_node(one)
        self._look()

    def _look(self) -> None:
        if self.peaks.size in self._sizes:
            self.roots[self.peaks.size] = self.peaks.root
        while self._checkpoint is not None and self._checkpoint[0] <= self.peaks.size:
            self._compare(self.peaks.root if self._checkpoint[0] == self.peaks.size else None)

    def _compare(self, root: bytes | None) -> None:
        assert self._checkpoint is not None
        size, said, note = self._checkpoint
        if len(self.wrong) < WRONG_MAX and (why := _wrong(self._kept.keys, root, size, said, note)):
            self.wrong.append(Differs(size - 1, "", 0, why))
        self._checkpoint = next(self._signed, None)

    def _next_node(self, made: tuple[int, int, bytes]) -> None:
        kept = self._node
        if kept == made:
            self._node = next(self._made, None)
        else:
            self._differs(kept if kept is not None and _completed(kept) < _completed(made) else made)

    def _differs(self, node: tuple[int, int, bytes]) -> None:
        level, idx, _hash = node
        self.node.append(Differs(idx << level, "", 0, f"node {level}/{idx} of the log isn't that of its leaves"))


def _completed(node: tuple[int, int, bytes]) -> tuple[int, int]:
    """When a growing tree completes it: with which leaf, and after which lower ones."""
    level, idx, _hash = node
    return (idx + 1) << level, level


def _is_head(kept: Source, peaks: merkle.Peaks) -> bool:
    return len(kept.peaks) == 32 * kept.size.bit_count() and read_peaks(kept.size, kept.peaks) == peaks


def _wrong(keys: tuple[Verifier, ...], here: bytes | None, size: int, root: bytes, note: str) -> str:
    """Why a checkpoint doesn't hold; `here` is the root of the leaves at its size, None where there are fewer."""
    try:
        told = _read(note, keys)
    except BadNote as error:
        return f"the checkpoint of {size} leaves: {error}"
    if (told.size, told.root) != (size, root):
        return f"what stands beside the checkpoint of {told.size} leaves isn't what it says"
    if here is None:
        return f"the log is shorter than its checkpoint of {size} leaves"
    return "" if here == root else f"the leaves aren't those of the checkpoint of {size}"


def _against(held: Sequence[Checkpoint], kept: Source, grown: Grown) -> Iterator[Differs]:
    """The first of these that the log here isn't: what differs lies behind the last one that it is."""
    good, there = 0, grown.peaks.size
    for one in held:
        if grown.roots.get(one.size) == one.root:
            good = one.size
            continue
        if one.size > there:
            why = f"the log has {there} leaves, a checkpoint held outside {one.size}: shorter; they agree up to {good}"
            yield Differs(good, "", 0, why)
            return
        where = min(good, max(0, there - 1))
        stream, seq = kept.leaf(where) if there else ("", 0)
        yield Differs(where, stream, seq, f"leaves {good} to {one.size - 1} aren't those of a checkpoint held outside")
        return


@lru_cache(maxsize=1024)
def _read(note: str, keys: tuple[Verifier, ...]) -> Checkpoint:
    return read_checkpoint(note, keys).checkpoint
