"""Reads a ledger back from its bytes alone and holds it against what stands in it: the last word on one life."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from ombud.desk.commit import EventWrite
from ombud.desk.things import EVENT_TYPES, THINGS
from ombud.ledger.canonical import START, chained, state_bytes
from ombud.reads import complaint_row, fund_row, penalty_row, shop_tallies
from tests.simulation.breach import hold
from tests.simulation.complaints.tables import STAFF_ONLY
from tests.simulation.memory import Memory
from tests.simulation.penalties.tables import SHOP_ONLY
from tests.simulation.penalties.tables import STAFF_ONLY as STAFF_ONLY_OF_PENALTIES

ROWS: Mapping[str, Any] = {"complaint": complaint_row, "penalty": penalty_row}
TALLIES: Mapping[str, Any] = {"order": shop_tallies.of_order, "complaint": shop_tallies.of_complaint}
"""What is counted for a shop's public record."""
TOLD = (*ROWS, "fund")
"""Things of which integrators are told."""
AUDIENCE = {
    **dict.fromkeys((*STAFF_ONLY, *STAFF_ONLY_OF_PENALTIES), ("platform",)),
    **dict.fromkeys(SHOP_ONLY, ("merchant",)),
}
"""What only one side may ever read; the platform reads all else."""


class _Body(msgspec.Struct):
    stream: str
    seq: int
    cause: str
    audience: tuple[str, ...]
    event: msgspec.Raw


_body = msgspec.json.Decoder(_Body).decode
_event = {tag: msgspec.json.Decoder(kind).decode for tag, kind in EVENT_TYPES.items()}


def check(memory: Memory) -> None:
    """Every stream replayed from what was written. Raises Breach."""
    counted: Counter[tuple[str, str]] = Counter()
    written = 0
    for id, stream in memory.streams.items():
        state = _replayed(memory.events[id], stream.kind)
        hold(len(memory.events[id]) == stream.version, "I2 sequence without gaps", id)
        hold(memory.events[id][-1].hash == stream.head, "I43 the stream knows its last event", id)
        hold(state_bytes(state) == stream.state, "I1 the record replayed is the state", id)
        if stream.kind in TOLD:
            _delivered(memory, id, stream.version)
        if stream.kind == "fund":
            hold(fund_row.row_of(state) == memory.rows[state.id], "I1 the rows of lists are made from the record", id)
        if stream.kind in TALLIES:
            counted.update(TALLIES[stream.kind](state))
        reads = ROWS.get(stream.kind)
        if reads is None:
            continue
        row = reads.row_of(state, memory.events[id][-1].at)
        hold(tuple(row) == tuple(memory.rows[id]), "I1 the rows of lists are made from the record", id)
        counted.update(reads.buckets(row))
        hold(stream.next_due_at == _next_due_at(state), "I13 the timer knows the next instant", id)
        written += 1
    kept = {place: n for place, n in memory.counts.items() if n}
    hold(kept == dict(counted), "I1 kept counts are what there is to count", f"{kept} {counted}")
    hold(written <= len(memory.streams), "I1 everything has its row")


def _replayed(events: list[EventWrite], kind: str) -> Any:
    state: Any = None
    head = START
    causes: dict[tuple[str, str], int] = {}
    follow = THINGS[kind].evolve
    for seq, one in enumerate(events, 1):
        body = _body(one.body)
        hold(body.seq == one.seq == seq, "I2 sequence without gaps", f"{one.stream} {one.seq} {seq}")
        head = chained(head, one.body)
        hold(head == one.hash, "I43 every event carries its predecessor's hash", f"{one.stream} {one.seq}")
        event = _event[one.type](body.event)
        # Events of one cause stand together: nothing came between them.
        cause = (body.cause, event.by.id)
        hold(causes.get(cause, seq - 1) == seq - 1, "I6 a batch is written whole", cause)
        causes[cause] = seq
        only = AUDIENCE.get(one.type)
        seen = body.audience == only if only else "platform" in body.audience
        hold(seen, "I23 who may see it never widens", f"{one.type} {body.audience}")
        state = follow(state, event)
    return state


def _delivered(memory: Memory, id: str, version: int) -> None:
    """Every event is in the outbox once, in its order."""
    last = 0
    for one in memory.webhooks.get(id, ()):
        hold(one.first_seq == last + 1, "I42 events leave once each, in their order", f"{id} {last} {one}")
        last = one.last_seq
    hold(last == version, "I42 every event leaves", f"{id} {last} of {version}")


def _next_due_at(state: Any) -> Any:
    return min((at for one in state.deadlines for at in (one.remind_at, one.due_at) if at), default=None)
