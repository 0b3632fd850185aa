"""Puts what was committed into the platform's log: in order, in batches, one transaction each, nothing ever skipped.

What waits is in `to_log`, where each commit leaves its rows. A row is taken by being seen, never by a number that must
come next: a commit that took its number early and ends late is found when it ends. Whoever holds the platform's head
row is the one sequencer; another that comes meanwhile leaves without waiting. Of one stream, a later commit waits for
the earlier one before it takes its own row, so that whoever sees the later sees the earlier, and with a lower number.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from ombud.ledger.connection import Connection, connection, rows
from ombud.ledger.log import merkle
from ombud.ledger.log.checkpoint import Checkpoint, sign_checkpoint
from ombud.ledger.log.handover import Handover, sign_handover
from ombud.ledger.log.note import Signer, Verifier

BATCH = 2000
"""Commits in one transaction."""
HASH = 32
WAITING = """
WITH RECURSIVE next AS (
    SELECT min(platform) AS platform FROM to_log
    UNION ALL SELECT (SELECT min(platform) FROM to_log WHERE platform > next.platform) FROM next
    WHERE next.platform IS NOT NULL)
SELECT platform FROM next WHERE platform IS NOT NULL
"""
BEGIN = "INSERT INTO log_head (platform, size, peaks) VALUES (%s, 0, '') ON CONFLICT DO NOTHING"
HEAD = "SELECT size, peaks FROM log_head WHERE platform = %s FOR UPDATE SKIP LOCKED"
TAKE = """
DELETE FROM to_log w USING (SELECT id FROM to_log WHERE platform = %(platform)s ORDER BY id LIMIT %(limit)s) AS t
WHERE w.platform = %(platform)s AND w.id = t.id RETURNING w.id, w.stream, w.first_seq, w.last_seq
"""
HASHES = """
SELECT t.n, e.seq, e.hash, EXISTS (SELECT 1 FROM log_leaf l
    WHERE l.platform = %(platform)s AND l.stream = t.stream AND l.seq = e.seq) AS known
FROM unnest(%(streams)s::text[], %(firsts)s::int[], %(lasts)s::int[])
    WITH ORDINALITY AS t(stream, first_seq, last_seq, n)
CROSS JOIN LATERAL (SELECT seq, hash FROM event WHERE platform = %(platform)s AND stream = t.stream
    AND seq BETWEEN t.first_seq AND t.last_seq ORDER BY seq OFFSET 0) AS e
ORDER BY t.n, e.seq
"""
LEAVES = """
INSERT INTO log_leaf (platform, idx, stream, seq, hash, at)
SELECT %s, %s + n - 1, stream, seq, hash, %s
FROM unnest(%s::text[], %s::int[], %s::bytea[]) WITH ORDINALITY AS t(stream, seq, hash, n)
"""
NODES = """
INSERT INTO log_node (platform, level, idx, hash)
SELECT %s, * FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[])
"""
GROW = "UPDATE log_head SET size = %s, peaks = %s WHERE platform = %s"
REPLACED = "SELECT 1 FROM log_key WHERE platform = %s AND until IS NULL AND verifier <> %s"
HEAD_WAITED_FOR = "SELECT size, peaks FROM log_head WHERE platform = %s FOR UPDATE"
KEY_OVER = "UPDATE log_key SET until = %s WHERE platform = %s AND until IS NULL"
KEY_NEXT = "INSERT INTO log_key (platform, verifier, since, handover) VALUES (%s, %s, %s, %s)"
FROM_NOTHING = "UPDATE log_witness SET size = 0 WHERE platform = %s"
CHECKPOINT = "INSERT INTO log_checkpoint (platform, size, root, at, note) VALUES (%s, %s, %s, %s, %s)"
CATCH_UP = """
INSERT INTO to_log (platform, stream, first_seq, last_seq)
SELECT e.platform, e.stream, e.seq, e.seq FROM event e WHERE e.platform = %(platform)s
    AND NOT EXISTS (SELECT 1 FROM log_leaf l WHERE l.platform = e.platform AND l.stream = e.stream AND l.seq = e.seq)
    AND NOT EXISTS (SELECT 1 FROM to_log w WHERE w.platform = e.platform AND w.stream = e.stream
        AND e.seq BETWEEN w.first_seq AND w.last_seq)
ORDER BY e.position
"""
"""What one statement sees of the three tables is of one instant: an event is in the log or waits, unless it is lost."""
STALE = """
SELECT h.platform FROM log_head h WHERE h.size > 0 AND NOT EXISTS (
    SELECT 1 FROM log_checkpoint c WHERE c.platform = h.platform AND c.size = h.size AND c.at > %s)
"""
HOURLY = timedelta(minutes=55)
"""A checkpoint older than that is signed anew, so that there is one each hour even where nothing happens."""


class Replaced(Exception):
    """Another key is in use since: nothing is signed by this one any more."""


class Taken(NamedTuple):
    """One commit of one stream that waits."""

    id: int
    stream: str
    first_seq: int
    last_seq: int


def waiting() -> list[int]:
    """The platforms of which something waits."""
    return [int(platform) for (platform,) in rows(WAITING)]


def put_in(platform: int, signer: Signer, at: datetime, batch: int = BATCH) -> int | None:
    """Put one batch into the platform's log and sign it; how many commits it were, None where another is at it.
    Raises Replaced."""
    held = connection()
    held.execute(BEGIN, (platform,))
    with held.transaction():
        head = held.execute(HEAD, (platform,)).fetchone()
        if head is None:
            return None
        _still_in_use(held, platform, signer)
        found = held.execute(TAKE, {"platform": platform, "limit": batch}).fetchall()
        if not found:
            return 0
        taken = in_order([Taken(*one) for one in found])
        peaks = read_peaks(head[0], bytes(head[1]))
        leaves = _leaves(platform, taken)
        if not leaves:
            return len(taken)  # all of it was put to wait twice
        grown, nodes = peaks.grown(merkle.leaf(hashed) for _, _, hashed in leaves)
        held.execute(LEAVES, (platform, peaks.size, at, *map(list, zip(*leaves, strict=True))))
        if nodes:
            held.execute(NODES, (platform, *map(list, zip(*nodes, strict=True))))
        held.execute(GROW, (grown.size, b"".join(grown.hashes), platform))
        _sign(held, platform, grown, [signer], at)
    return len(taken)


def catch_up(platform: int) -> int | None:
    """Have every event wait that neither is in the log nor waits; how many there were, None where another is at it.

    Nothing that the desk writes needs it: it is for events that were laid by other means, or were restored.
    """
    held = connection()
    held.execute(BEGIN, (platform,))
    with held.transaction():
        if held.execute(HEAD, (platform,)).fetchone() is None:
            return None
        return held.execute(CATCH_UP, {"platform": platform}).rowcount


def stale(at: datetime) -> list[int]:
    """The platforms whose last checkpoint is an hour old, or never was."""
    return [int(platform) for (platform,) in rows(STALE, (at - HOURLY,))]


def sign_anew(platform: int, signers: Sequence[Signer], at: datetime) -> bool:
    """Sign the log as it is once more; whether it was done, which it isn't where another is at it or nothing is in.
    Raises Replaced."""
    held = connection()
    with held.transaction():
        head = held.execute(HEAD, (platform,)).fetchone()
        if head is None or not head[0]:
            return False
        _still_in_use(held, platform, signers[0])
        _sign(held, platform, read_peaks(head[0], bytes(head[1])), signers, at)
    return True


def hand_over(platform: int, new: Signer, old: Verifier, last: Signer | None, at: datetime) -> None:
    """From here on the new key signs. The old one, where it is there, signs the log as it is a last time, and with the
    new one that this is its successor; in one transaction, with the log held still."""
    held, tick = connection(), timedelta(microseconds=1)
    held.execute(BEGIN, (platform,))
    with held.transaction():
        head = held.execute(HEAD_WAITED_FOR, (platform,)).fetchone()
        assert head is not None
        peaks, signers = read_peaks(head[0], bytes(head[1])), [new, last] if last else [new]
        if last and peaks.size:
            _sign(held, platform, peaks, [last], at)
        note = sign_handover(Handover(old, new.verifier, peaks.size, peaks.root, at), signers)
        held.execute(KEY_OVER, (at, platform))
        held.execute(KEY_NEXT, (platform, str(new.verifier), at, note))
        if peaks.size:
            _sign(held, platform, peaks, signers, at + tick)
        if new.verifier.name != old.name:
            held.execute(FROM_NOTHING, (platform,))  # to a witness, another name is another log


def _still_in_use(held: Connection, platform: int, signer: Signer) -> None:
    """Asked with the log's head held, as whoever replaces the key does it: a key that went signs nothing afterwards."""
    if held.execute(REPLACED, (platform, str(signer.verifier))).fetchone():
        raise Replaced


def _sign(held: Connection, platform: int, peaks: merkle.Peaks, signers: Sequence[Signer], at: datetime) -> None:
    made = Checkpoint(signers[0].verifier.name, peaks.size, peaks.root)
    held.execute(CHECKPOINT, (platform, made.size, made.root, at, sign_checkpoint(made, signers, at)))


def in_order(taken: Sequence[Taken]) -> list[Taken]:
    """By their numbers, and those of one stream, in the places that they have, as the stream goes on."""
    by_number = sorted(taken)
    by_stream: dict[str, list[Taken]] = {}
    for one in by_number:
        by_stream.setdefault(one.stream, []).append(one)
    next_of = {stream: iter(sorted(its, key=lambda one: one.first_seq)) for stream, its in by_stream.items()}
    return [next(next_of[one.stream]) for one in by_number]


def read_peaks(size: int, kept: bytes) -> merkle.Peaks:
    """The tree as its head row keeps it."""
    assert len(kept) == HASH * size.bit_count()
    return merkle.Peaks(size, tuple(kept[n : n + HASH] for n in range(0, len(kept), HASH)))


def _leaves(platform: int, taken: Sequence[Taken]) -> list[tuple[str, int, bytes]]:
    streams, firsts, lasts = ([one[n] for one in taken] for n in (1, 2, 3))
    asked = {"platform": platform, "streams": streams, "firsts": firsts, "lasts": lasts}
    found = rows(HASHES, asked)
    assert len(found) == sum(one.last_seq - one.first_seq + 1 for one in taken), "an event that waits isn't there"
    return [(taken[n - 1].stream, int(seq), bytes(hashed)) for n, seq, hashed, known in found if not known]
