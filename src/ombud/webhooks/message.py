"""What an integrator is told of an event: which thing, which event, where it stands in the record, and its codes.

Free text, names and contacts are never in it, whatever a pack or a platform calls its things: only fields of a kind
that can't hold any are sent. Whoever may read more reads it by the API, under the rules of the one they speak for.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

import msgspec

from ombud.core.people import Clock, Consumer, Invited, Member, Reviewer, System
from ombud.desk.load import DRAWN
from ombud.desk.things import EVENT_TYPES, THINGS
from ombud.ledger.connection import rows

PARTY_OF: Mapping[type, str] = {
    Consumer: "consumer", Member: "merchant", Reviewer: "platform", Invited: "platform", System: "system",
    Clock: "clock",
}  # fmt: skip
NAMES = frozenset({
    "complaint", "complaint_number", "order", "order_number", "shop", "penalty", "report", "evidence_report", "surge",
    "fund", "product", "announcement", "payment", "hold", "offer", "request", "question", "exhibit", "promotion",
    "currency", "pack", "reason", "reasons", "code", "kind", "number", "outcome", "status", "was", "violation",
    "measure", "measures", "rule", "rules", "proof", "slot", "version", "counters", "cases", "instead",
})  # fmt: skip
"""Fields of plain text that hold ids, numbers and codes, and nothing else."""
PLAIN = (int, bool, datetime)
EVENT = """
SELECT s.kind, s.state, e.type, e.at, e.body, e.hash FROM event e
JOIN stream s ON s.platform = e.platform AND s.id = e.stream
WHERE e.platform = %s AND e.stream = %s AND e.seq = %s
"""


class _Body(msgspec.Struct):
    event: msgspec.Raw


class _Numbered(msgspec.Struct):
    number: str = ""


class Told(NamedTuple):
    """A message, ready to be signed."""

    id: str
    """Of the event itself: the same for each endpoint and each attempt, so that a receiver knows it again."""
    type: str
    body: bytes


_read_body = msgspec.json.Decoder(_Body).decode
_read_number = msgspec.json.Decoder(_Numbered).decode
_encode = msgspec.json.Encoder(order="deterministic").encode


def type_of(thing: str, event: str) -> str:
    """What a kind of event is called here: `complaint.filed` for ComplaintFiled."""
    title = "".join(part.capitalize() for part in thing.split("_"))
    short = event[len(title) :] if event.startswith(title) and event[len(title) : len(title) + 1].isupper() else event
    return f"{thing}.{re.sub(r'(?<!^)(?=[A-Z])', '-', short).lower()}"


@cache
def types() -> tuple[str, ...]:
    """Every type there is, by thing."""
    return tuple(
        type_of(thing.name, one.__struct_config__.tag)
        for thing in THINGS.values()
        for one in (get_args(thing.event) or (thing.event,))
    )


def message_id(hashed: bytes) -> str:
    """The id of the message that tells of the event with this hash."""
    return f"evt_{hashed.hex()[:32]}"


def told_of(platform: int, stream: str, seq: int, idx: int) -> Told:
    """The message of one event: always the same bytes for it."""
    ((kind, state, tag, at, body, hashed),) = rows(EVENT, (platform, stream, seq))
    event = msgspec.json.decode(_read_body(bytes(body)).event, type=EVENT_TYPES[tag])
    name = type_of(kind, tag)
    data = {
        "thing": kind,
        "id": stream if kind in DRAWN else stream.removeprefix(f"{kind}/"),
        "number": _read_number(bytes(state)).number,
        "event": tag,
        "seq": seq,
        "index": idx,
        "hash": bytes(hashed).hex(),
        "by": {"party": PARTY_OF[event.by.__class__]},
        "fields": codes(event),
    }
    return Told(message_id(bytes(hashed)), name, _encode({"type": name, "timestamp": at, "data": data}))


def codes(value: Any) -> dict[str, Any]:
    """The fields of a value that can't hold what somebody wrote or who somebody is."""
    return {
        name: shown
        for name, whole in _fields(value.__class__)
        if (shown := _shown(getattr(value, name), whole=whole)) not in (None, "", (), [], {})
    }


def _shown(value: Any, *, whole: bool) -> Any:
    if whole:
        return value
    if isinstance(value, tuple):
        return [shown for one in value if (shown := _shown(one, whole=False))]
    return codes(value) if isinstance(value, msgspec.Struct) else None


@cache
def _fields(struct: Any) -> tuple[tuple[str, bool], ...]:
    """The names of those fields, and whether the value is sent whole; else only what inside it is of such a kind."""
    found = []
    for field in msgspec.structs.fields(struct):
        if field.name in ("by", "at"):
            continue
        if _is_code(field.type, field.name):
            found.append((field.name, True))
        elif any(_is_struct(one) for one in (field.type, *_inside(field.type))):
            found.append((field.name, False))
    return tuple(found)


def _is_code(kind: Any, name: str) -> bool:
    if kind is str:
        return name in NAMES
    if kind in PLAIN or kind is type(None) or kind is Ellipsis or get_origin(kind) is Literal:
        return True
    if isinstance(kind, type) and issubclass(kind, Enum):
        return True
    inside = get_args(kind)
    return bool(inside) and get_origin(kind) is not dict and all(_is_code(one, name) for one in inside)


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind not in PARTY_OF


def _inside(kind: Any) -> tuple[Any, ...]:
    return tuple(two for one in get_args(kind) for two in (one, *_inside(one)))
