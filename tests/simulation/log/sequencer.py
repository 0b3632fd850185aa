"""A platform's log in memory: what waits for it, its leaves, nodes, head and checkpoints, and who puts in.

Ordering, growing and the question whether a promise is broken are the product's own functions. What PostgreSQL does in
the product is played: a commit that took its number early and is seen late, a sequencer that is killed before its
transaction ends, a second one that comes while the first is at it, and one that was down for days.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from ombud.desk.commit import EventWrite, ToLog
from ombud.ledger.log import merkle
from ombud.ledger.log.promised import is_broken
from ombud.ledger.log.sequence import Taken, in_order, read_peaks
from tests.simulation.breach import Breach

BATCHES = (1, 3, 2000, 2000)
TEMPERS = (0.8, 0.4, 0.25, 0.1, 0.0)
"""How likely it is that the sequencer comes by between two acts: it is down for the whole life at the last."""
EARLY, SPACE = 30, 100
"""A commit's number may be as much lower than those of commits that were seen before it; and the space between two."""
TURNS_MAX = 200
"""More than a sequencer that is killed each tenth time will ever need."""
Leaf = tuple[str, int, bytes]
"""Stream, sequence number, and the event's hash."""
Node = tuple[int, int, bytes]
"""Level, place, and its hash."""


class Kept(NamedTuple):
    """A checkpoint."""

    size: int
    root: bytes


class Log:
    """One platform's."""

    def __init__(self, chance: random.Random, events: dict[str, list[EventWrite]]) -> None:
        self.chance = chance
        self.events = events
        self.waiting: list[Taken] = []
        self.since: dict[int, datetime] = {}
        """When each of those began to wait."""
        self.leaves: list[Leaf] = []
        self.nodes: dict[merkle.Node, bytes] = {}
        self.size, self.peaks = 0, b""
        self.checkpoints: list[Kept] = []
        self.oldest: datetime | None = None
        """Since when the one waits that waits longest; None where none does."""
        self.alarmed_at: datetime | None = None
        """When it was last said that a promise is broken."""
        self.temper = chance.choice(TEMPERS)
        self.locks = True
        """Whether the head's row can be held by one only."""
        self.ordered: Callable[[Sequence[Taken]], list[Taken]] = in_order
        self.leaves_of: Callable[[Sequence[Taken]], list[Leaf]] = self._leaves_of
        self.root_of: Callable[[merkle.Peaks], bytes] = lambda peaks: peaks.root
        self.kept: Callable[[list[Node]], list[Node]] = lambda nodes: nodes
        self.is_broken: Callable[[datetime | None, datetime], bool] = is_broken
        self.whole: bool = True
        """Whether leaves, nodes, head and what waited change in one transaction."""
        self._number = 0
        self._last: dict[str, int] = {}
        self._held = False

    def wait(self, rows: Iterable[ToLog], at: datetime) -> None:
        """What a commit leaves. Of one stream a later commit has the higher number; of two streams anything may be."""
        last, since = self._last, self.since
        for stream, first, end in rows:
            self._number += 1
            lot = self.chance.random()
            lower = int(lot * EARLY) if lot < 0.3 else 0
            number = max((self._number - lower) * SPACE, last.get(stream, 0) + 1)
            while number in since:
                number += 1
            last[stream] = number
            self.waiting.append(Taken(number, stream, first, end))
            since[number] = at

    def turn(self, at: datetime) -> None:
        """What the worker does in the meantime: puts in, mostly, and looks whether something waits too long."""
        if self.waiting and self.chance.random() < self.temper:
            self.put_in(at, self.chance.choice(BATCHES))
        self.oldest = min([self.since[one.id] for one in self.waiting]) if self.waiting else None
        if self.is_broken(self.oldest, at):
            self.alarmed_at = at

    def settle(self, at: datetime) -> None:
        """The sequencer is up again, and puts in all that waits, unless it is killed ever again."""
        for _ in range(TURNS_MAX):
            if not self.waiting:
                return
            self.put_in(at, BATCHES[-1])
        raise Breach("I43 what waits is put in", str(self.waiting))

    def put_in(self, at: datetime, batch: int) -> int | None:
        """One batch, as sequence.put_in does it; None where another is at it."""
        if self._held and self.locks:
            return None
        was, self._held = self._held, True
        try:
            return self._put_in(at, batch, alone=not was)
        finally:
            self._held = was

    def _put_in(self, at: datetime, batch: int, *, alone: bool) -> int:
        taken = self.ordered(sorted(self.waiting)[:batch])
        peaks = read_peaks(self.size, self.peaks)
        leaves = self.leaves_of(taken)
        grown, nodes = peaks.grown(merkle.leaf(hashed) for _, _, hashed in leaves)
        if alone and self.chance.random() < 0.15:
            self.put_in(at, self.chance.choice(BATCHES))  # another sequencer comes by
        killed = self.chance.random() < 0.1
        if killed and self.whole:
            return 0
        self.leaves += leaves
        if killed:
            return 0
        for level, place, hashed in self.kept(nodes):
            self.nodes[level, place] = hashed
        self.size, self.peaks = grown.size, b"".join(grown.hashes)
        self.checkpoints.append(Kept(grown.size, self.root_of(grown)))
        gone = {one.id for one in taken}
        self.waiting = [one for one in self.waiting if one.id not in gone]
        return len(taken)

    def _leaves_of(self, taken: Sequence[Taken]) -> list[Leaf]:
        events = self.events
        return [
            (one.stream, seq, events[one.stream][seq - 1].hash)
            for one in taken
            for seq in range(one.first_seq, one.last_seq + 1)
        ]

    def fetch(self, nodes: Iterable[merkle.Node]) -> dict[merkle.Node, bytes]:
        """The kept nodes that a proof asks for."""
        kept, leaves = self.nodes, self.leaves
        return {one: kept[one] if one[0] else merkle.leaf(leaves[one[1]][2]) for one in nodes}
