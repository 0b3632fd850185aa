"""Walks the chain of every stream and says where it breaks first."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from ombud.ledger import words
from ombud.ledger.canonical import START, chained
from ombud.ledger.connection import connection

EVENTS = "SELECT platform, stream, seq, type, at, body, hash FROM event ORDER BY platform, stream, seq"
HEADS = """
SELECT s.platform, s.id, s.version, s.head, e.n, e.last
FROM stream s LEFT JOIN LATERAL (
    SELECT count(*) AS n, (array_agg(hash ORDER BY seq DESC))[1] AS last
    FROM event WHERE platform = s.platform AND stream = s.id
) e ON true WHERE e.n IS DISTINCT FROM s.version OR e.last IS DISTINCT FROM s.head
"""
WITHOUT_STREAM = """
SELECT DISTINCT platform, stream FROM event e
WHERE NOT EXISTS (SELECT 1 FROM stream s WHERE s.platform = e.platform AND s.id = e.stream)
"""
FETCH = 2000


LOST = """
SELECT w.platform, w.stream, w.digest, w.body, k.key FROM kept_words w
LEFT JOIN word_key k ON k.platform = w.platform AND k.person = w.person AND k.stream = w.stream
WHERE w.erased_on IS NULL
"""
ERASED = "SELECT count(*) FROM kept_words WHERE erased_on IS NOT NULL AND %s IN (platform, 0)"


class Broken(NamedTuple):
    """Where a chain doesn't hold."""

    platform: int
    stream: str
    seq: int
    why: str


class _Event(msgspec.Struct):
    type: str
    at: datetime


class _Body(msgspec.Struct):
    stream: str
    seq: int
    event: _Event


_read = msgspec.json.Decoder(_Body).decode


def broken() -> Iterator[Broken]:
    """Every place where the record doesn't hold, in order of platform, stream and sequence: none if all is well."""
    with connection().transaction(), connection().cursor(name="chain") as cursor:
        cursor.itersize = FETCH
        cursor.execute(EVENTS)
        yield from walked(cursor)
    for platform, stream, version, _head, count, _last in connection().execute(HEADS):
        yield Broken(platform, stream, version, f"the stream says {version} events and the record holds {count}")
    for platform, stream in connection().execute(WITHOUT_STREAM):
        yield Broken(platform, stream, 0, "the record holds events of a stream that is gone")


def walked(events: Iterable[Any]) -> Iterator[Broken]:
    """The same of the events alone, as (platform, stream, seq, type, at, body, hash) in that order: of a copy too."""
    here: tuple[int, str] | None = None
    seq, head = 0, START
    for platform, stream, number, type_, at, body, hashed in events:
        if here != (platform, stream):
            here, seq, head = (platform, stream), 0, START
        seq += 1
        if number != seq:
            yield Broken(platform, stream, seq, "an event is missing")
            seq = number
        elif chained(head, body) != hashed:
            yield Broken(platform, stream, number, "the event was changed, or one before it")
        elif not _says(body, stream, number, type_, at):
            yield Broken(platform, stream, number, "what stands beside the event isn't what it says")
        head = hashed


def _says(body: bytes, stream: str, seq: int, type_: str, at: datetime) -> bool:
    """Whether the columns beside the body, which no hash covers, repeat what it says."""
    try:
        told = _read(body)
    except msgspec.DecodeError:
        return False
    return (told.stream, told.seq, told.event.type, told.event.at) == (stream, seq, type_, at)


def lost() -> Iterator[Broken]:
    """Words that nothing opens, or that are others than the record knows, though no law has erased them."""
    with connection().transaction(), connection().cursor(name="words") as cursor:
        cursor.itersize = FETCH
        cursor.execute(LOST)
        for platform, stream, digest, body, key in cursor:
            if not words.holds(digest, bytes(body), bytes(key) if key is not None else None):
                yield Broken(platform, stream, 0, f"nothing opens the words of hash {digest[:12]}…")


def erased(platform: int | None = None) -> int:
    """How many texts law has erased: they are gone, and not lost."""
    row = connection().execute(ERASED, (platform or 0,)).fetchone()
    assert row is not None
    return int(row[0])


def size() -> int:
    """How many events the record holds."""
    row = connection().execute("SELECT count(*) FROM event").fetchone()
    assert row is not None
    return int(row[0])
