"""Walks the chain of every stream and says where it breaks first."""

from collections.abc import Iterator
from typing import NamedTuple

from ombud.ledger.canonical import START, chained
from ombud.ledger.connection import connection

EVENTS = "SELECT platform, stream, seq, body, hash FROM event ORDER BY platform, stream, seq"
HEADS = """
SELECT s.platform, s.id, s.version, s.head, e.n, e.last
FROM stream s LEFT JOIN LATERAL (
    SELECT count(*) AS n, (array_agg(hash ORDER BY seq DESC))[1] AS last
    FROM event WHERE platform = s.platform AND stream = s.id
) e ON true WHERE e.n IS DISTINCT FROM s.version OR e.last IS DISTINCT FROM s.head
"""
FETCH = 2000


class Broken(NamedTuple):
    """Where a chain doesn't hold."""

    platform: int
    stream: str
    seq: int
    why: str


def broken() -> Iterator[Broken]:
    """Every place where the record doesn't hold, in order of platform, stream and sequence: none if all is well."""
    with connection().transaction(), connection().cursor(name="chain") as cursor:
        cursor.itersize = FETCH
        cursor.execute(EVENTS)
        here: tuple[int, str] | None = None
        seq, head = 0, START
        for platform, stream, number, body, hashed in cursor:
            if here != (platform, stream):
                here, seq, head = (platform, stream), 0, START
            seq += 1
            if number != seq:
                yield Broken(platform, stream, seq, "an event is missing")
                seq = number
            elif chained(head, body) != hashed:
                yield Broken(platform, stream, number, "the event was changed, or one before it")
            head = hashed
    for platform, stream, version, _head, count, _last in connection().execute(HEADS):
        yield Broken(platform, stream, version, f"the stream says {version} events and the record holds {count}")


def size() -> int:
    """How many events the record holds."""
    row = connection().execute("SELECT count(*) FROM event").fetchone()
    assert row is not None
    return int(row[0])
