"""Takes from a platform's log what each endpoint is to be told: its place in the log is all that is kept of it."""

from datetime import datetime

from psycopg.rows import TupleRow

from ombud.ledger.connection import connection, rows
from ombud.webhooks.endpoints import Endpoint, changed, of
from ombud.webhooks.message import message_id, type_of

BATCH = 500
WINDOW = 10_000
"""Deliveries that may wait for one endpoint; the rest waits in the log, where it takes no room."""
BEHIND = """
SELECT e.platform, e.id FROM webhook_endpoint e JOIN log_head h ON h.platform = e.platform AND e.next_idx < h.size
WHERE e.active
"""
TAKE = "SELECT next_idx FROM webhook_endpoint WHERE platform = %s AND id = %s AND active FOR UPDATE SKIP LOCKED"
WAITING = """
SELECT count(*) FROM (SELECT 1 FROM webhook_delivery WHERE platform = %s AND endpoint = %s AND state = 'waiting'
    LIMIT %s) AS found
"""
LEAVES = """
SELECT l.idx, l.stream, l.seq, l.hash, e.type, s.kind FROM log_leaf l
JOIN event e ON e.platform = l.platform AND e.stream = l.stream AND e.seq = l.seq
JOIN stream s ON s.platform = l.platform AND s.id = l.stream
WHERE l.platform = %s AND l.idx >= %s ORDER BY l.idx LIMIT %s
"""
PUT = """
INSERT INTO webhook_delivery (platform, endpoint, idx, message, stream, seq, type, state, next_at)
SELECT %s, %s, idx, message, stream, seq, type, 'waiting', %s
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::int[], %s::text[]) AS t(idx, message, stream, seq, type)
ON CONFLICT (platform, endpoint, idx) DO UPDATE SET state = 'waiting', tries = 0, first_at = NULL,
    next_at = excluded.next_at, claimed_until = NULL, ended_at = NULL
"""
MOVE = "UPDATE webhook_endpoint SET next_idx = %s WHERE platform = %s AND id = %s"
REWIND = """
UPDATE webhook_endpoint SET next_idx = least(next_idx, greatest(%s, 0)) WHERE platform = %s AND id = %s
"""
SIZE = "SELECT size FROM log_head WHERE platform = %s"
PUT_IN_AT = "SELECT at FROM log_leaf WHERE platform = %s AND idx = %s"


def fan_out(now: datetime) -> int:
    """Make deliveries of what is new in each platform's log; returns how many leaves were looked at.

    A place in the log and the deliveries up to it are written together: killed at any point, nothing is left out and
    nothing made twice.
    """
    return sum(_fan_out(platform, id, now) for platform, id in rows(BEHIND))


def _fan_out(platform: int, id: str, now: datetime) -> int:
    with connection().transaction():
        held = connection().execute(TAKE, (platform, id)).fetchone()
        endpoint = of(platform, id) if held else None
        if endpoint is None:
            return 0  # another worker is at it, or it was stopped just now
        ((waiting,),) = rows(WAITING, (platform, id, WINDOW))
        leaves = rows(LEAVES, (platform, endpoint.next_idx, min(BATCH, WINDOW - waiting)))
        if not leaves:
            return 0
        _put(endpoint, leaves, now)
        connection().execute(MOVE, (leaves[-1][0] + 1, platform, id))
    return len(leaves)


def _put(endpoint: Endpoint, leaves: list[TupleRow], now: datetime) -> None:
    made = [
        (idx, message_id(bytes(hashed)), stream, seq, kind)
        for idx, stream, seq, hashed, event, thing in leaves
        if endpoint.wants(kind := type_of(thing, event))
    ]
    if made:
        columns = [list(column) for column in zip(*made, strict=True)]
        connection().execute(PUT, (endpoint.platform, endpoint.id, now, *columns))


def replay(endpoint: Endpoint, from_idx: int, who: str, at: datetime) -> None:
    """Tell again everything from this place in the log on, under the same ids and in the same order."""
    connection().execute(REWIND, (from_idx, endpoint.platform, endpoint.id))
    changed(endpoint.platform, endpoint.id, f"replayed {from_idx}", who, at)


def size_of(platform: int) -> int:
    """How many events are in the platform's log."""
    found = rows(SIZE, (platform,))
    return int(found[0][0]) if found else 0


def index_at(platform: int, at: datetime) -> int:
    """The place in the log of the first event that came into it at or after an instant; the log's size where none did.

    Instants in the log only grow, so that halving finds it in a few steps, however long the log is.
    """
    low, high = 0, size_of(platform)
    while low < high:
        middle = (low + high) // 2
        ((put_in_at,),) = rows(PUT_IN_AT, (platform, middle))
        low, high = (low, middle) if put_in_at >= at else (middle + 1, high)
    return low
