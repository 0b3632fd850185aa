"""What the owner of the tables may do to record and log: plainly, or with care for everything that lies beside it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from ombud.ledger.canonical import START, chained
from ombud.ledger.log import merkle
from ombud.ledger.log.check import Kept
from ombud.ledger.log.checkpoint import Checkpoint, sign_checkpoint
from ombud.ledger.log.note import Signer

Event = tuple[int, str, int, str, Any, bytes, bytes]
"""Platform, stream, sequence number, type, instant, body, hash: as the table has them."""


@dataclass
class Copy:
    """Everything that the check looks at, and where the change begins."""

    events: list[Event]
    streams: dict[str, tuple[int, bytes]]
    log: Kept
    touched: set[str] = field(default_factory=set)
    """Streams that were changed: one of them must be named."""
    leaf: int | None = None
    """The first leaf that was changed; it, or one before it since the last good checkpoint, must be named."""
    above: int | None = None
    """The leaf by which the check names what stands above leaves: a node, the head, a checkpoint."""


def flip(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one bit turned."""
    changed = bytearray(data)
    changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _pick(copy: Copy, chance: random.Random, first: int = 1) -> int:
    return chance.choice([n for n, event in enumerate(copy.events) if event[2] >= first])


def table(copy: Copy) -> None:
    """The check of the log reads the same table of events."""
    events = {(stream, seq): hashed for _platform, stream, seq, _type, _at, _body, hashed in copy.events}
    copy.log = copy.log._replace(events=events)


def flip_a_body(copy: Copy, chance: random.Random, _key: Signer) -> None:
    n = _pick(copy, chance)
    event = copy.events[n]
    copy.events[n] = (*event[:5], flip(event[5], chance), event[6])
    copy.touched = {event[1]}


def flip_a_hash(copy: Copy, chance: random.Random, _key: Signer) -> None:
    n = _pick(copy, chance)
    event = copy.events[n]
    copy.events[n] = (*event[:6], flip(event[6], chance))
    copy.touched = {event[1]}


def date_back(copy: Copy, chance: random.Random, _key: Signer) -> None:
    n = _pick(copy, chance)
    event = copy.events[n]
    copy.events[n] = (*event[:4], event[4] - timedelta(seconds=chance.randrange(1, 10**6)), *event[5:])
    copy.touched = {event[1]}


def call_it_something_else(copy: Copy, chance: random.Random, _key: Signer) -> None:
    n = _pick(copy, chance)
    event = copy.events[n]
    copy.events[n] = (*event[:3], "X" + event[3], *event[4:])
    copy.touched = {event[1]}


def take_away(copy: Copy, chance: random.Random, _key: Signer) -> None:
    copy.touched = {copy.events.pop(_pick(copy, chance))[1]}


def put_in(copy: Copy, chance: random.Random, _key: Signer) -> None:
    n = _pick(copy, chance)
    copy.events.insert(n, copy.events[chance.randrange(len(copy.events))][:1] + copy.events[n][1:])
    copy.touched = {copy.events[n][1]}


def swap(copy: Copy, chance: random.Random, _key: Signer) -> None:
    n = _pick(copy, chance, first=2)
    one, other = copy.events[n - 1], copy.events[n]
    copy.events[n - 1], copy.events[n] = (*one[:3], *other[3:]), (*other[:3], *one[3:])
    copy.touched = {one[1]}


def move_to_another_stream(copy: Copy, chance: random.Random, _key: Signer) -> None:
    event = copy.events.pop(_pick(copy, chance))
    other = chance.choice(sorted({one[1] for one in copy.events} - {event[1]}))
    n = max(n for n, one in enumerate(copy.events) if one[1] == other)
    copy.events.insert(n + 1, (event[0], other, copy.events[n][2] + 1, *event[3:]))
    copy.touched = {event[1], other}


def take_a_stream_s_row_away(copy: Copy, chance: random.Random, _key: Signer) -> None:
    stream = copy.events[_pick(copy, chance)][1]
    del copy.streams[stream]
    copy.touched = {stream}


def cut_the_tail_and_set_the_stream_back(copy: Copy, chance: random.Random, _key: Signer) -> None:
    _platform, stream, seq, *_rest = copy.events[_pick(copy, chance, first=2)]
    copy.events = [one for one in copy.events if one[1] != stream or one[2] < seq]
    copy.streams[stream] = (seq - 1, next(one[6] for one in copy.events if one[1:3] == (stream, seq - 1)))
    copy.touched = {stream}


def write_a_stream_anew(copy: Copy, chance: random.Random, _key: Signer) -> None:
    n = _pick(copy, chance)
    stream, from_seq = copy.events[n][1], copy.events[n][2]
    head = START
    for n, event in enumerate(copy.events):
        if event[1] == stream:
            body = event[5].replace(b'"via":"', b'"via":"x') if event[2] >= from_seq else event[5]
            head = chained(head, body)
            copy.events[n] = (*event[:5], body, head)
    copy.streams[stream] = (copy.streams[stream][0], head)
    copy.touched = {stream}


def _leaf_changed(copy: Copy, chance: random.Random, change: Callable[[list[Any], int], None]) -> None:
    leaves: list[Any] = list(copy.log.leaves)
    copy.leaf = chance.randrange(len(leaves) - 1)
    change(leaves, copy.leaf)
    copy.log = copy.log._replace(leaves=leaves)


def flip_a_leaf(copy: Copy, chance: random.Random, _key: Signer) -> None:
    def change(leaves: list[Any], n: int) -> None:
        leaves[n] = (*leaves[n][:3], flip(leaves[n][3], chance))

    _leaf_changed(copy, chance, change)


def take_a_leaf_away(copy: Copy, chance: random.Random, _key: Signer) -> None:
    _leaf_changed(copy, chance, lambda leaves, n: leaves.pop(n))


def swap_two_leaves(copy: Copy, chance: random.Random, _key: Signer) -> None:
    def change(leaves: list[Any], n: int) -> None:
        leaves[n], leaves[n + 1] = (n, *leaves[n + 1][1:]), (n + 1, *leaves[n][1:])

    _leaf_changed(copy, chance, change)


def flip_a_node(copy: Copy, chance: random.Random, _key: Signer) -> None:
    level, idx = chance.choice(sorted(copy.log.nodes))
    nodes = {**copy.log.nodes, (level, idx): flip(copy.log.nodes[level, idx], chance)}
    copy.log, copy.above = copy.log._replace(nodes=nodes), idx << level


def flip_the_head(copy: Copy, chance: random.Random, _key: Signer) -> None:
    copy.log, copy.above = copy.log._replace(peaks=flip(copy.log.peaks, chance)), len(copy.log.leaves) - 1


def flip_a_checkpoint(copy: Copy, chance: random.Random, _key: Signer) -> None:
    signed = list(copy.log.checkpoints)
    n = chance.randrange(len(signed))
    size, root, note = signed[n]
    signed[n] = (size, flip(root, chance), note)
    copy.log, copy.above = copy.log._replace(checkpoints=signed), size - 1


def _relaid(copy: Copy, key: Signer, order: list[tuple[str, int]]) -> None:
    """The whole log made anew over the events as they are now, in this order, and signed with the platform's key."""
    hashes = {(stream, seq): hashed for _platform, stream, seq, _type, _at, _body, hashed in copy.events}
    leaves = [(n, *place, hashes[place]) for n, place in enumerate(order)]
    grown, nodes = merkle.Peaks().grown(merkle.leaf(hashed) for *_, hashed in leaves)
    signed = []
    for size in sorted({min(one[0], len(leaves)) for one in copy.log.checkpoints}):
        made = Checkpoint(key.verifier.name, size, merkle.root([merkle.leaf(one[3]) for one in leaves[:size]]))
        signed.append((made.size, made.root, sign_checkpoint(made, [key], None)))
    copy.log = copy.log._replace(
        leaves=leaves, nodes={(level, idx): hashed for level, idx, hashed in nodes}, checkpoints=signed,
        size=grown.size, peaks=b"".join(grown.hashes),
    )  # fmt: skip
    table(copy)


def _order(copy: Copy) -> list[tuple[str, int]]:
    return [(stream, seq) for _idx, stream, seq, _hashed in copy.log.leaves]


def write_a_stream_and_the_log_anew(copy: Copy, chance: random.Random, key: Signer) -> None:
    order = _order(copy)
    before = {(one[1], one[2]): one[6] for one in copy.events}
    write_a_stream_anew(copy, chance, key)
    after = {(one[1], one[2]): one[6] for one in copy.events}
    copy.leaf = min(n for n, place in enumerate(order) if before[place] != after[place])
    copy.touched = set()
    _relaid(copy, key, order)


def take_a_stream_out_of_everything(copy: Copy, chance: random.Random, key: Signer) -> None:
    order = _order(copy)
    stream = copy.events[_pick(copy, chance)][1]
    copy.events = [one for one in copy.events if one[1] != stream]
    del copy.streams[stream]
    copy.leaf = min(n for n, place in enumerate(order) if place[0] == stream)
    _relaid(copy, key, [place for place in order if place[0] != stream])


def go_back_to_an_older_backup(copy: Copy, chance: random.Random, key: Signer) -> None:
    order = _order(copy)
    size = chance.randrange(1, len(order))
    kept = set(order[:size])
    copy.events = [one for one in copy.events if (one[1], one[2]) in kept]
    copy.streams = {}
    for one in copy.events:
        copy.streams[one[1]] = (one[2], one[6])
    copy.leaf = size
    _relaid(copy, key, order[:size])


def enter_events_in_another_order(copy: Copy, chance: random.Random, key: Signer) -> None:
    order = _order(copy)
    apart = [n for n in range(len(order) - 1) if order[n][0] != order[n + 1][0]]
    n = chance.choice(apart)
    order[n], order[n + 1] = order[n + 1], order[n]
    copy.leaf = n
    _relaid(copy, key, order)


PLAIN = (
    flip_a_body, flip_a_hash, date_back, call_it_something_else, take_away, put_in, swap, move_to_another_stream,
    take_a_stream_s_row_away, cut_the_tail_and_set_the_stream_back, write_a_stream_anew, flip_a_leaf, take_a_leaf_away,
    swap_two_leaves, flip_a_node, flip_the_head, flip_a_checkpoint,
)  # fmt: skip
WITH_CARE = (
    write_a_stream_and_the_log_anew, take_a_stream_out_of_everything, go_back_to_an_older_backup,
    enter_events_in_another_order,
)  # fmt: skip
"""Nothing inside contradicts these."""
