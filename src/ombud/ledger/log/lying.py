"""One platform's log and record as they lie in the tables, read once and in order, however many they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, LiteralString

from ombud.ledger.connection import connection, rows
from ombud.ledger.log.check import FETCH, Kept, Place
from ombud.ledger.log.note import Verifier, read_verifier

PAIRS = """
SELECT l.idx, l.stream, l.seq, l.hash, e.hash FROM log_leaf l
LEFT JOIN event e ON e.platform = l.platform AND e.stream = l.stream AND e.seq = l.seq
WHERE l.platform = %s ORDER BY l.idx
"""
UNLOGGED = """
SELECT e.stream, e.seq FROM event e WHERE e.platform = %s
    AND NOT EXISTS (SELECT 1 FROM log_leaf l WHERE l.platform = e.platform AND l.stream = e.stream AND l.seq = e.seq)
    AND NOT EXISTS (SELECT 1 FROM to_log w WHERE w.platform = e.platform AND w.stream = e.stream
        AND e.seq BETWEEN w.first_seq AND w.last_seq)
ORDER BY e.stream, e.seq
"""
MADE = "SELECT level, idx, hash FROM log_node WHERE platform = %s ORDER BY (idx + 1) << level, level"
SIGNED = "SELECT size, root, note FROM log_checkpoint WHERE platform = %s ORDER BY size, at"
LEAF = "SELECT stream, seq FROM log_leaf WHERE platform = %s ORDER BY idx OFFSET %s LIMIT 1"
EVENTS = "SELECT stream, seq, hash FROM event WHERE platform = %s"
WAITING = "SELECT stream, first_seq, last_seq FROM to_log WHERE platform = %s"
HEAD = "SELECT size, peaks FROM log_head WHERE platform = %s"
KEYS = "SELECT verifier FROM log_key WHERE platform = %s ORDER BY since"


class Lying:
    """As `check.Source` has it, for as long as the block of `lying` lasts."""

    def __init__(self, platform: int) -> None:
        self._platform = platform
        head = rows(HEAD, (platform,))
        self.size, self.peaks = (int(head[0][0]), bytes(head[0][1])) if head else (0, b"")
        self.keys: tuple[Verifier, ...] = tuple(read_verifier(line) for (line,) in rows(KEYS, (platform,)))
        self.checkpoints = 0
        """How many were looked at."""

    def pairs(self) -> Iterator[tuple[int, str, int, bytes, bytes | None]]:
        """Leaves with their events."""
        return self._streamed("pairs", PAIRS)

    def unlogged(self) -> Iterator[Place]:
        """Events that neither are in the log nor wait for it."""
        return self._streamed("unlogged", UNLOGGED)

    def made(self) -> Iterator[tuple[int, int, bytes]]:
        """Nodes in the order in which a growing tree completes them."""
        return self._streamed("made", MADE)

    def signed(self) -> Iterator[tuple[int, bytes, str]]:
        """Checkpoints, the smallest first."""
        for one in self._streamed("signed", SIGNED):
            self.checkpoints += 1
            yield one

    def leaf(self, idx: int) -> Place:
        """Which event's it is."""
        stream, seq = rows(LEAF, (self._platform, idx))[0]
        return stream, seq

    def _streamed(self, name: str, statement: LiteralString) -> Iterator[Any]:
        with connection().cursor(name=name) as cursor:
            cursor.itersize = FETCH
            cursor.execute(statement, (self._platform,))
            yield from cursor


@contextmanager
def lying(platform: int) -> Iterator[Lying]:
    """All of one platform, as one instant has it."""
    with connection().transaction():
        connection().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield Lying(platform)


def kept_of(platform: int) -> Kept:
    """The same in memory, of a small log: for trials that change it."""
    with lying(platform) as found:
        return Kept(
            leaves=[(idx, stream, seq, hashed) for idx, stream, seq, hashed, _event in found.pairs()],
            events={(stream, seq): hashed for stream, seq, hashed in rows(EVENTS, (platform,))},
            nodes={(level, idx): hashed for level, idx, hashed in found.made()},
            checkpoints=list(found.signed()),
            waiting=[(stream, first, last) for stream, first, last in rows(WAITING, (platform,))],
            size=found.size,
            peaks=found.peaks,
            keys=found.keys,
        )
