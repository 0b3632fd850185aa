"""Reads a ledger back from its bytes alone and holds it against what stands in it: the last word on one order."""

from collections import Counter
from typing import Any

import msgspec

from ombud.core.complaint.state import evolve
from ombud.core.order import state as order_state
from ombud.desk.commit import EventWrite
from ombud.desk.things import EVENT_TYPES
from ombud.ledger.canonical import START, chained, state_bytes
from ombud.reads.complaint_row import buckets, row_of
from tests.simulation.breach import hold
from tests.simulation.memory import Memory
from tests.simulation.tables import STAFF_ONLY


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
        if stream.kind != "complaint":
            continue
        row = row_of(state, memory.events[id][-1].at)
        hold(tuple(row) == tuple(memory.rows[id]), "I1 the rows of lists are made from the record", id)
        counted.update(buckets(row))
        hold(stream.next_due_at == _next_due_at(state), "I13 the timer knows the next instant", id)
        written += 1
    kept = {place: n for place, n in memory.counts.items() if n}
    hold(kept == dict(counted), "I1 kept counts are what there is to count", f"{kept} {counted}")
    hold(written <= len(memory.streams), "I1 every complaint has its row")


def _replayed(events: list[EventWrite], kind: str) -> Any:
    state: Any = None
    head = START
    causes: dict[tuple[str, str], int] = {}
    follow = evolve if kind == "complaint" else order_state.evolve
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
        if one.type in STAFF_ONLY:
            hold(body.audience == ("platform",), "I23 who may see it never widens", f"{one.type} {body.audience}")
        hold("platform" in body.audience, "I23 the platform sees all", one.type)
        state = follow(state, event)
    return state


def _next_due_at(state: Any) -> Any:
    return min((at for one in state.deadlines for at in (one.remind_at, one.due_at) if at), default=None)
