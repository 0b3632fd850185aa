"""Reads a ledger back from its bytes alone and holds it against what stands in it: the last word on one life."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from ombud.desk.commit import EventWrite
from ombud.desk.things import EVENT_TYPES, THINGS
from ombud.ledger.canonical import START, chained, state_bytes
from ombud.reads import complaint_row, fund_row, order_vault_item, penalty_row, shop_tallies, thing_rows
from tests.simulation.breach import hold
from tests.simulation.complaints.tables import STAFF_ONLY
from tests.simulation.memory import Memory, as_bytes
from tests.simulation.penalties.tables import SHOP_ONLY
from tests.simulation.penalties.tables import STAFF_ONLY as STAFF_ONLY_OF_PENALTIES

ROWS: Mapping[str, Any] = {"complaint": complaint_row, "penalty": penalty_row}
OTHER_ROWS: Mapping[str, Any] = {
    name: thing_rows.ROWS[name][1] for name in ("evidence_report", "conversation", "erasure")
}
"""Rows of things that are counted nowhere."""
TALLIES: Mapping[str, Any] = {"order": shop_tallies.of_order, "complaint": shop_tallies.of_complaint}
"""What is counted for a shop's public record."""
TOLD = (*ROWS, "fund", "evidence_report", "conversation", "order_vault")
"""Things of which integrators are told."""
STAFF_S_OF_REPORTS = (
    "EvidenceReportNoted", "EvidenceReportClaimed", "EvidenceReportHandedBack", "AccusedViewed", "AccusedOverlayShown",
)  # fmt: skip
AUDIENCE = {
    **dict.fromkeys((*STAFF_ONLY, *STAFF_ONLY_OF_PENALTIES, *STAFF_S_OF_REPORTS), ("platform",)),
    **dict.fromkeys(SHOP_ONLY, ("merchant",)),
}
"""What only one side may ever read."""
NOT_STAFF_S = ("ConversationBegun", "MessageSaid", "MessagesRead", "EvidenceLetGo", "KeepingReminded", "KeepingEnded")
"""What the platform has no part in; it reads all else, but for what a side keeps for itself."""
EVERYBODY = ("consumer", "merchant", "platform")
UNTOLD = (
    "EvidenceReportAnswered", "AccusedSilent", "EvidenceReportConcluded", "EvidenceReportOverdue", "EvidenceFoundFake",
    "EvidenceReportDeadlineMoved",
)  # fmt: skip
"""What a shop may never read where its platform tells it no more than that its report was received."""
BEYOND_CAP = ("EvidenceReportBeyondCap", "EvidenceAccusedBeyondCap")
"""What came beyond the cap is no accusation: the consumer isn't told of it."""


class _Body(msgspec.Struct):
    stream: str
    seq: int
    cause: str
    audience: tuple[str, ...]
    event: msgspec.Raw


_body = msgspec.json.Decoder(_Body).decode
_event = {tag: msgspec.json.Decoder(kind).decode for tag, kind in EVENT_TYPES.items()}


def read_event(one: EventWrite) -> Any:
    """An event as its bytes say it."""
    return _event[one.type](_body(one.body).event)


def audience_of(one: EventWrite) -> tuple[str, ...]:
    """Who may read it, as its bytes say."""
    return _body(one.body).audience


def check(memory: Memory) -> None:
    """Every stream replayed from what was written. Raises Breach."""
    counted: Counter[tuple[str, str]] = Counter()
    written = 0
    for id, stream in memory.streams.items():
        state = _replayed(memory.events[id], stream.kind)
        hold(len(memory.events[id]) == stream.version, "I2 sequence without gaps", id)
        hold(memory.events[id][-1].hash == stream.head, "I43 the stream knows its last event", id)
        hold(state_bytes(state) == as_bytes(stream.state), "I1 the record replayed is the state", id)
        if stream.kind in TOLD:
            _delivered(memory, id, stream.version)
        if stream.kind == "fund":
            hold(fund_row.row_of(state) == memory.rows[state.id], "I1 the rows of lists are made from the record", id)
        if stream.kind in TALLIES:
            counted.update(TALLIES[stream.kind](state))
        if stream.kind in OTHER_ROWS:
            row = OTHER_ROWS[stream.kind](state)
            hold(tuple(row) == tuple(memory.rows[row[0]]), "I1 the rows of lists are made from the record", id)
        if stream.kind == "order_vault":
            its = order_vault_item.rows_of(state)
            same = all(tuple(row) == tuple(memory.rows[row[0]]) for row in its)
            hold(same, "I1 the rows of lists are made from the record", id)
        reads = ROWS.get(stream.kind)
        if reads is None:
            continue
        row = reads.row_of(state, memory.events[id][-1].at)
        hold(tuple(row) == tuple(memory.rows[id]), "I1 the rows of lists are made from the record", id)
        counted.update(reads.buckets(row))
        hold(stream.next_due_at == _next_due_at(state), "I13 the timer knows the next instant", id)
        written += 1
    kept = {place: n for place, n in memory.counts.items() if n}
    hold(kept == dict(counted), "I1 kept counts are what there is to count", (kept, counted))
    hold(written <= len(memory.streams), "I1 everything has its row")


def _replayed(events: list[EventWrite], kind: str) -> Any:
    state: Any = None
    head = START
    causes: dict[tuple[str, str], int] = {}
    follow = THINGS[kind].evolve
    for seq, one in enumerate(events, 1):
        body = _body(one.body)
        hold(body.seq == one.seq == seq, "I2 sequence without gaps", one)
        head = chained(head, one.body)
        hold(head == one.hash, "I43 every event carries its predecessor's hash", one)
        event = _event[one.type](body.event)
        # Events of one cause stand together: nothing came between them.
        cause = (body.cause, event.by.id)
        # Of the time that passes in a case before a report about it no more is said than whose act found it due.
        own = event.by.id != "clock" or body.cause.startswith("time-")
        hold(not own or causes.get(cause, seq - 1) == seq - 1, "I6 a batch is written whole", cause)
        causes[cause] = seq
        hold(
            _rightly_seen(one.type, body.audience, event),
            "I23 who may see it never widens",
            body,
        )
        state = follow(state, event)
    return state


def _rightly_seen(name: str, audience: tuple[str, ...], event: Any) -> bool:
    """Whether those may read it who may, and nobody else, worked out a second time."""
    if name in AUDIENCE:
        return audience == AUDIENCE[name]
    if name in ("EvidenceLetGo", "KeepingReminded", "KeepingEnded"):
        return audience == (event.side,)
    if name == "EvidenceKept":
        return audience == ((event.side,) if event.shown == "own" else EVERYBODY)
    if name in NOT_STAFF_S:
        return audience == ("consumer", "merchant")
    if name in UNTOLD and event.told == "received":
        return audience == ("consumer", "platform")
    if name in BEYOND_CAP:
        return audience == ("merchant", "platform")
    return "platform" in audience


def _delivered(memory: Memory, id: str, version: int) -> None:
    """Every event goes to the log once, in its order."""
    last = 0
    for one in memory.to_log.get(id, ()):
        hold(one.first_seq == last + 1, "I42 events leave once each, in their order", one)
        last = one.last_seq
    hold(last == version, "I42 every event leaves", (id, last, version))


def _next_due_at(state: Any) -> Any:
    return min((at for one in state.deadlines for at in (one.remind_at, one.due_at) if at), default=None)
