"""What must hold of a platform's log, whatever became of its sequencer: looked at with a count of its own.

Every leaf and checkpoint is looked at in every life. What costs more is tried in some: proofs in one of eight lives,
the tree made anew as RFC 6962 writes it in one of sixteen, signed promises and receipts in one of 128.
"""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256

from ombud.ledger.log import merkle
from ombud.ledger.log.checkpoint import Checkpoint, Promise, sign_checkpoint, sign_promise
from ombud.ledger.log.note import Signer
from ombud.ledger.log.papers import Receipt, coded, paper_bytes
from ombud.ledger.log.verify import Held, examine, verdict
from tests.simulation.breach import hold
from tests.simulation.log.sequencer import Kept, Log
from tests.simulation.memory import Memory

PROVED, GROWN, SIGNED = 8, 16, 128
"""One life of so many."""
SOON = timedelta(seconds=60)
"""What a promise says; written here once more."""
ORIGIN = "log.example/simulation"


@cache
def _signer() -> Signer:
    return Signer(ORIGIN, sha256(b"simulation").digest())


def waiting(log: Log, at: datetime) -> None:
    """Between acts: whatever waits longer than was promised has been told of. Raises Breach."""
    if not log.waiting:
        return
    oldest = min([log.since[one.id] for one in log.waiting])
    late = at - oldest > SOON
    hold(not late or log.alarmed_at == at, "I43 who waits for the log longer than promised is told of", (oldest, at))


def check(memory: Memory, seed: int, at: datetime) -> None:
    """Once all is put in that waits. Raises Breach."""
    log = memory.log
    _leaves(memory, log)
    size = 0
    for one in log.checkpoints:
        hold(one.size >= size, "I43 the log only grows", (size, one.size))
        size = one.size
    hold(size == log.size == len(log.leaves), "I43 the last checkpoint is of all leaves", (size, log.size))
    chance = random.Random(seed)
    if seed % PROVED == 0:
        _proofs(log, chance)
    if seed % GROWN == 1:
        _roots(log)
    if seed % SIGNED == 2:
        _papers(memory, log, chance, at)


def _leaves(memory: Memory, log: Log) -> None:
    """Every event has one leaf, those of a stream in its order, and no leaf is of anything else."""
    last: dict[str, int] = {}
    events = memory.events
    for stream, seq, hashed in log.leaves:
        hold(seq == last.get(stream, 0) + 1, "I43 an event has one leaf, in the order of its stream", (stream, seq))
        last[stream] = seq
        hold(events[stream][seq - 1].hash == hashed, "I43 a leaf is its event's", (stream, seq))
    hold(last == {id: len(its) for id, its in events.items()}, "I43 every event has its leaf", last)


def _proofs(log: Log, chance: random.Random) -> None:
    """An event is in the log, and the log has the last checkpoint and an earlier one as its beginnings."""
    kept = log.checkpoints
    now = kept[-1]
    place = chance.randrange(now.size)
    proof = merkle.inclusion(place, now.size, log.fetch)
    leaf = merkle.leaf(log.leaves[place][2])
    hold(merkle.includes(now.root, now.size, place, leaf, proof), "I43 an event can be proved to be in the log", place)
    for old, new in _pairs(kept, chance):
        steps = merkle.consistency(old.size, new.size, log.fetch)
        same = merkle.consistent(old.size, old.root, new.size, new.root, steps)
        hold(same, "I43 a checkpoint goes on from each earlier one", (old.size, new.size))


def _pairs(kept: Sequence[Kept], chance: random.Random) -> list[tuple[Kept, Kept]]:
    first = chance.randrange(len(kept))
    return [(kept[first], kept[-1]), (kept[chance.randint(0, first)], kept[first])]


def _roots(log: Log) -> None:
    """Each checkpoint's root is that of its leaves, made anew by the definition."""
    leaves = [sha256(b"\x00" + hashed).digest() for _, _, hashed in log.leaves]
    for one in log.checkpoints:
        hold(_tree(leaves[: one.size]) == one.root, "I43 a checkpoint is of its own leaves", one.size)


def _tree(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + _tree(leaves[:half]) + _tree(leaves[half:])).digest()


def _papers(memory: Memory, log: Log, chance: random.Random, at: datetime) -> None:
    """A promise alone says that it waits, and once a later checkpoint is held beside it, that it is overdue; with leaf
    and proof it is a receipt that holds, and that doesn't hold for another event."""
    signer = _signer()
    place = chance.randrange(len(log.leaves))
    stream, seq, hashed = log.leaves[place]
    event = memory.events[stream][seq - 1]
    promise = sign_promise(Promise(ORIGIN, stream, seq, hashed, event.at), signer)
    now = log.checkpoints[-1]
    later = sign_checkpoint(Checkpoint(ORIGIN, now.size, now.root), [signer], max(at, event.at) + SOON * 2)
    receipt = Receipt(origin=ORIGIN, keys=(), stream=stream, seq=seq, hash=hashed.hex(), promise=promise)
    hold(_codes(receipt, later, signer)[1][-1] == "promise-overdue", "I43 a promise without a leaf shows", stream)
    proof = coded(merkle.inclusion(place, now.size, log.fetch))
    whole = Receipt(
        origin=ORIGIN, keys=(), stream=stream, seq=seq, hash=hashed.hex(), promise=promise,
        leaf=place, proof=proof, checkpoint=later,
    )  # fmt: skip
    hold(_codes(whole, "", signer)[0] == 0, "I43 a receipt holds for ever", (stream, seq))
    if now.size > 1:
        other = Receipt(
            origin=ORIGIN, keys=(), stream=stream, seq=seq, hash=hashed.hex(), promise=promise,
            leaf=(place + 1) % now.size, proof=proof, checkpoint=later,
        )  # fmt: skip
        hold(_codes(other, "", signer)[0] == 1, "I43 a receipt holds for its own event alone", (stream, seq))


def _codes(receipt: Receipt, beside: str, signer: Signer) -> tuple[int, list[str]]:
    found = examine(paper_bytes(receipt), lambda _path: None, Held((signer.verifier,), beside))
    return verdict(found), [one.code for one in found]
