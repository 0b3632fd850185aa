"""The one way an event is written down, and the chain of hashes through a stream.

Canonical encoding: JSON by msgspec, keys sorted, instants in UTC to the microsecond, integers only. The hash of an
event is SHA-256 over its predecessor's hash (32 zero bytes for the first) followed by its body.
"""

from hashlib import sha256
from typing import Any

import msgspec

START = bytes(32)
"""What stands before the first event of a stream."""
FORM = 1
"""The version of the form that events are written down in."""

_encoder = msgspec.json.Encoder(order="sorted")


class Body(msgspec.Struct, frozen=True):
    """An event as it is written down."""

    v: int
    stream: str
    seq: int
    pack: str
    cause: str
    """The command's idempotency key, or the id the desk gave it."""
    via: str
    """By which door the command came: a session, a key, a link, the clock."""
    audience: tuple[str, ...]
    event: Any


def written(event: Any, *, stream: str, seq: int, pack: str, cause: str, via: str, audience: tuple[str, ...]) -> bytes:
    """The event's canonical bytes."""
    return _encoder.encode(
        Body(v=FORM, stream=stream, seq=seq, pack=pack, cause=cause, via=via, audience=audience, event=event)
    )


def chained(previous: bytes, body: bytes) -> bytes:
    """The hash of an event that follows another."""
    return sha256(previous + body).digest()


def state_bytes(state: Any) -> bytes:
    """A state as the stream row keeps it."""
    return _encoder.encode(state)
