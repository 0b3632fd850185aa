"""What was said between two messages of a conversation, as the record holds it, for who makes evidence of it."""

from collections.abc import Mapping
from typing import Any

from ombud.core.conversation.excerpt import Excerpt
from ombud.desk.load import stream_id
from ombud.ledger.connection import Connection

AROUND = 3
"""Messages shown before the first and after the last: enough to see what was being talked about."""
INT_MAX = 2**31 - 1
BETWEEN = """
SELECT min(seq), max(seq), min(at), max(at), count(*), coalesce(sum(json_array_length(
    coalesce(convert_from(body, 'UTF8')::json -> 'event' -> 'files', '[]'::json))), 0)
FROM event WHERE platform = %s AND stream = %s AND type = 'MessageSaid' AND seq BETWEEN %s AND %s
"""
BEFORE = """
SELECT min(seq) FROM (SELECT seq FROM event WHERE platform = %s AND stream = %s AND type = 'MessageSaid' AND seq < %s
    ORDER BY seq DESC LIMIT %s) AS found
"""
AFTER = """
SELECT max(seq) FROM (SELECT seq FROM event WHERE platform = %s AND stream = %s AND type = 'MessageSaid' AND seq > %s
    ORDER BY seq LIMIT %s) AS found
"""
HASH = "SELECT hash FROM event WHERE platform = %s AND stream = %s AND seq = %s"


def excerpt_of(connection: Connection, platform: int, order: str, fields: Mapping[str, Any]) -> Excerpt | None:
    """The messages of an order's conversation from `first` to `last` of these fields, all of them where those are
    missing; None where there are none."""
    first, last = _number(fields.get("first"), 1), _number(fields.get("last"), INT_MAX)
    stream = stream_id("conversation", order)
    row = connection.execute(BETWEEN, (platform, stream, first, last)).fetchone()
    if row is None or row[0] is None:
        return None
    begins, ends, first_at, last_at, messages, files = row
    before = connection.execute(BEFORE, (platform, stream, begins, AROUND)).fetchone()
    after = connection.execute(AFTER, (platform, stream, ends, AROUND)).fetchone()
    shown_last = (after[0] if after else None) or ends
    held = connection.execute(HASH, (platform, stream, shown_last)).fetchone()
    assert held is not None, "a message that was counted has its hash"
    return Excerpt(
        conversation=order,
        first=begins,
        last=ends,
        shown_first=(before[0] if before else None) or begins,
        shown_last=shown_last,
        hash=bytes(held[0]).hex(),
        messages=messages,
        files=int(files),
        first_at=first_at,
        last_at=last_at,
    )


def _number(said: Any, otherwise: int) -> int:
    return said if isinstance(said, int) and 0 < said <= INT_MAX else otherwise
