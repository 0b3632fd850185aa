"""What the log can show of itself: where an event's leaf is, proofs from kept nodes, checkpoints, and receipts."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from ombud.ledger.connection import connection, rows
from ombud.ledger.log import merkle
from ombud.ledger.log.checkpoint import Promise, sign_promise
from ombud.ledger.log.note import Signer, Verifier
from ombud.ledger.log.papers import ABSENT, Receipt, coded
from ombud.ledger.log.promised import is_broken

NODES = """
SELECT 0 AS level, t.idx, l.hash FROM unnest(%(leaves)s::bigint[]) AS t(idx)
CROSS JOIN LATERAL (SELECT hash FROM log_leaf WHERE platform = %(platform)s AND idx = t.idx OFFSET 0) AS l
UNION ALL
SELECT t.level, t.idx, n.hash FROM unnest(%(levels)s::smallint[], %(places)s::bigint[]) AS t(level, idx)
CROSS JOIN LATERAL (SELECT hash FROM log_node
    WHERE platform = %(platform)s AND level = t.level AND idx = t.idx OFFSET 0) AS n
"""
FOUND = """
SELECT e.hash, e.at, l.idx, l.hash, l.at, c.size, c.root, c.at, c.note FROM event e
LEFT JOIN log_leaf l ON l.platform = e.platform AND l.stream = e.stream AND l.seq = e.seq
LEFT JOIN LATERAL (SELECT size, root, at, note FROM log_checkpoint WHERE platform = e.platform
    ORDER BY size DESC, at DESC LIMIT 1) c ON true
WHERE e.platform = %s AND e.stream = %s AND e.seq = %s
"""
LATEST = "SELECT size, root, at, note FROM log_checkpoint WHERE platform = %s ORDER BY size DESC, at DESC LIMIT 1"
WAITS = "SELECT since, now() FROM to_log WHERE platform = %s AND stream = %s AND %s BETWEEN first_seq AND last_seq"
STAMPED = """
SELECT s.size, s.at, s.token, c.note FROM log_stamp s
JOIN log_checkpoint c ON c.platform = s.platform AND c.size = s.size AND c.at = s.at
WHERE s.platform = %s ORDER BY s.size DESC, s.at DESC LIMIT 1
"""
HANDOVERS = "SELECT handover FROM log_key WHERE platform = %s AND handover <> '' ORDER BY since"
OLDEST = "SELECT since, now() FROM to_log WHERE platform = %s ORDER BY id LIMIT 1"


class Waits(NamedTuple):
    """A commit that isn't in the log yet. Both instants are PostgreSQL's, whose clock wrote down the first: that of the
    machine that asks may be ahead."""

    since: datetime
    now: datetime

    @property
    def late(self) -> bool:
        """Whether it waits against what was promised."""
        return is_broken(self.since, self.now)


class Leaf(NamedTuple):
    """An event's place in the log."""

    idx: int
    hash: bytes
    """The event's; that of the leaf is made of it."""
    at: datetime
    """When it was put in."""


class Kept(NamedTuple):
    """A checkpoint as it was signed."""

    size: int
    root: bytes
    at: datetime
    note: str


class Stamped(NamedTuple):
    """A checkpoint of which an authority outside said when it saw it."""

    size: int
    at: datetime
    """When it was signed; the token says when it was seen."""
    token: bytes
    note: str


class Inclusion(NamedTuple):
    """What shows that an event is in the log."""

    leaf: Leaf
    checkpoint: Kept
    proof: list[bytes]


def fetch_of(platform: int) -> merkle.Fetch:
    """Gives this platform's kept nodes, all that are asked for in one statement."""

    def fetch(nodes: Iterable[merkle.Node]) -> dict[merkle.Node, bytes]:
        leaves = [place for level, place in nodes if level == 0]
        above = [node for node in nodes if node[0]]
        asked = {
            "platform": platform,
            "leaves": leaves,
            "levels": [level for level, _ in above],
            "places": [place for _, place in above],
        }
        found = connection().execute(NODES, asked, binary=True).fetchall()
        return {(level, place): merkle.leaf(kept) if not level else bytes(kept) for level, place, kept in found}

    return fetch


def waiting_of(platform: int, stream: str, seq: int) -> Waits | None:
    """How a committed event waits to be put in; None where it doesn't: it is in, or nobody wrote it there."""
    found = rows(WAITS, (platform, stream, seq))
    return Waits(*found[0]) if found else None


def oldest_waiting(platform: int) -> Waits | None:
    """How the event waits that waits longest; None where none does."""
    found = rows(OLDEST, (platform,))
    return Waits(*found[0]) if found else None


def stamped(platform: int) -> Stamped | None:
    """The last checkpoint with a time stamp from outside; None where there is none."""
    found = rows(STAMPED, (platform,))
    return Stamped(found[0][0], found[0][1], bytes(found[0][2]), found[0][3]) if found else None


def latest(platform: int) -> Kept | None:
    """The newest checkpoint; None before the first event."""
    found = rows(LATEST, (platform,))
    return Kept(found[0][0], bytes(found[0][1]), found[0][2], found[0][3]) if found else None


def receipt_of(platform: int, stream: str, seq: int, signer: Signer, keys: Sequence[Verifier]) -> Receipt | None:
    """The receipt of an event as far as it can be given now; None where the record has no such event.

    Until the event is in the log it holds the promise alone. `keys` are the log's public keys, the one in use first.
    """
    found = rows(FOUND, (platform, stream, seq))
    if not found:
        return None
    hashed, at = bytes(found[0][0]), found[0][1]
    origin = signer.verifier.name
    held = _inclusion(platform, found[0], origin)
    return Receipt(
        origin=origin,
        keys=tuple(str(one) for one in keys),
        stream=stream,
        seq=seq,
        hash=hashed.hex(),
        promise=sign_promise(Promise(origin, stream, seq, hashed, at), signer),
        leaf=held.leaf.idx if held else ABSENT,
        proof=coded(held.proof) if held else ABSENT,
        checkpoint=held.checkpoint.note if held else ABSENT,
        handovers=handovers(platform, keys) or ABSENT,
    )


def handovers(platform: int, keys: Sequence[Verifier]) -> tuple[str, ...]:
    """The notes by which one key of the log followed another, the first one first: none where there is one key."""
    return tuple(note for (note,) in rows(HANDOVERS, (platform,))) if len(keys) > 1 else ()


def _inclusion(platform: int, row: Sequence[Any], origin: str) -> Inclusion | None:
    """The proof that the event is in the log as the newest checkpoint has it; None while it isn't in yet."""
    idx, hashed, entered_at, size, root, at, note = row[2:]
    if idx is None or size is None or idx >= size or not note.startswith(f"{origin}\n"):
        return None  # the last: in the instant in which the log goes on under another name
    proof = merkle.inclusion(idx, size, fetch_of(platform))
    return Inclusion(Leaf(idx, bytes(hashed), entered_at), Kept(size, bytes(root), at, note), proof)
