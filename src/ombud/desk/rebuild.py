"""Makes states, rows and counts again from the record alone, and says where they differ from those that are kept.

What differs can be replaced. Everything happens in one transaction: comparing on one snapshot, while others go on
writing; replacing with the streams locked against writers, who wait until it is done.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import msgspec
from psycopg import sql

from ombud.core.words import Words
from ombud.desk.commit import Batch
from ombud.desk.decide import Decided, Loaded
from ombud.desk.load import stream_id
from ombud.desk.statement import ROWS
from ombud.desk.things import THINGS, Thing
from ombud.desk.write import put_rows
from ombud.ledger.canonical import START, state_bytes
from ombud.ledger.connection import Connection, connection
from ombud.ledger.words import said

CHUNK = 500
STREAMS = """
SELECT id, kind, version, pack, parent, state, next_due_at FROM stream
WHERE platform = %s AND id > %s ORDER BY id LIMIT %s
"""
EVENTS = "SELECT stream, body FROM event WHERE platform = %s AND stream = ANY(%s) ORDER BY stream, seq"
PLATFORMS = "SELECT DISTINCT platform FROM stream ORDER BY 1"
STRAYS = """
SELECT t.id FROM {} t WHERE t.platform = %s
AND NOT EXISTS (SELECT 1 FROM stream s WHERE s.platform = t.platform AND s.id = %s || {}) ORDER BY t.id
"""
"""A table is named after its thing: `order_row`."""
WHOSE = dict.fromkeys(("fund_entry", "fund_reference", "order_vault_item"), "split_part(t.id, E'\\n', 1)")
"""How the thing is read from a row's id in tables that have several rows for one."""
COUNTS = "SELECT scope, bucket, shard, n FROM kept_count WHERE platform = %s AND n <> 0"
SET_STATE = "UPDATE stream SET state = %s, next_due_at = %s WHERE platform = %s AND id = %s"


class Differs(NamedTuple):
    """One row that isn't what the record says."""

    platform: int
    table: str
    id: str


class _Body(msgspec.Struct):
    event: msgspec.Raw


class Made(NamedTuple):
    """What a chunk of streams is by the record."""

    state: dict[str, tuple[bytes, Any]]
    """State and next due instant, by stream."""
    batch: Batch


_read = msgspec.json.Decoder(_Body).decode


def rebuild(*, replace: bool, platform: int | None = None) -> list[Differs]:
    """Compare what is kept with what the record says, of one platform or of all; with `replace`, put it right."""
    held = connection()
    with held.transaction():
        held.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        if replace:
            held.execute("LOCK TABLE stream IN SHARE MODE")
        platforms = [row[0] for row in held.execute(PLATFORMS).fetchall() if platform in (None, row[0])]
        return [differs for one in platforms for differs in _platform(held, one, replace)]


def _platform(held: Connection, platform: int, replace: bool) -> Iterator[Differs]:
    counts: dict[tuple[str, str, int], int] = {}
    for streams in _chunks(held, platform):
        made = _made(held, platform, streams)
        for one in made.batch.counts:
            place = (one.scope, one.bucket, one.shard)
            counts[place] = counts.get(place, 0) + one.n
        yield from _states(held, platform, streams, made, replace)
        for table in ROWS:
            yield from _rows(held, platform, table, made.batch.rows.get(table, []), replace)
    for table in ROWS:
        yield from _strays(held, platform, table, replace)
    yield from _counts(held, platform, counts, replace)


def _chunks(held: Connection, platform: int) -> Iterator[list[Any]]:
    after = ""
    while streams := held.execute(STREAMS, (platform, after, CHUNK)).fetchall():
        yield streams
        after = streams[-1][0]


def _made(held: Connection, platform: int, streams: Sequence[Any]) -> Made:
    """Fold each stream's events, and make its rows as if all of them had happened in one act."""
    ids = [row[0] for row in streams]
    kinds = {row[0]: row[1] for row in streams}
    words: dict[str, list[Words]] = {}
    for one in said(platform, ids, run=lambda asked, given: held.execute(asked, given).fetchall()):
        words.setdefault(one.stream, []).append(Words(one.text, one.salt))
    made = Made({}, Batch())
    for stream, its in groupby(held.execute(EVENTS, (platform, ids)).fetchall(), key=lambda row: row[0]):
        thing = THINGS[kinds[stream]]
        events = tuple(thing.read_event(bytes(_read(bytes(body)).event)) for _, body in its)
        state = None
        for event in events:
            state = thing.evolve(state, event)
        decided = Decided(Loaded(thing.name, stream, 0, None, START, ""), events, state)
        put_rows(made.batch, decided, tuple(words.get(stream, ())))
        made.state[stream] = (state_bytes(state), decided.due_at)
    return made


def _states(held: Connection, platform: int, streams: Sequence[Any], made: Made, replace: bool) -> Iterator[Differs]:
    for id, kind, _version, _pack, _parent, state, due_at in streams:
        wanted = made.state.get(id)
        if wanted is None:
            yield Differs(platform, "event", id)  # a stream without events: no state can be made; the check names it
        elif wanted[1] != due_at or not _reads_as(THINGS[kind], bytes(state), wanted[0]):
            if replace:
                held.execute(SET_STATE, (*wanted, platform, id))
            yield Differs(platform, "stream", id)


def _reads_as(thing: Thing, kept: bytes, wanted: bytes) -> bool:
    """Whether it is the same state to whoever reads it: one from an earlier version lacks fields that were added
    since, which are then read as what they begin with."""
    if kept == wanted:
        return True
    try:
        return state_bytes(thing.read_state(kept)) == wanted
    except msgspec.MsgspecError:
        return False


def _rows(held: Connection, platform: int, table: str, wanted: list[Any], replace: bool) -> Iterator[Differs]:
    name = sql.Identifier(table)
    right = {row[0]: tuple(row) for row in wanted}
    query = sql.SQL("SELECT * FROM {} WHERE platform = %s AND id = ANY(%s)").format(name)
    kept = {row[1]: row[1:] for row in held.execute(query, (platform, list(right))).fetchall()}
    for id, row in right.items():
        if kept.get(id) != row:
            if replace:
                held.execute(sql.SQL("DELETE FROM {} WHERE platform = %s AND id = %s").format(name), (platform, id))
                values = sql.SQL(", ").join([sql.Placeholder()] * (1 + len(row)))
                held.execute(sql.SQL("INSERT INTO {} VALUES ({})").format(name, values), (platform, *row))
            yield Differs(platform, table, id)


def _strays(held: Connection, platform: int, table: str, replace: bool) -> Iterator[Differs]:
    """Rows of things that have no stream."""
    given = (platform, stream_id(table.rpartition("_")[0], ""))
    stray = sql.SQL(STRAYS).format(sql.Identifier(table), sql.SQL(WHOSE.get(table, "t.id")))
    for (id,) in held.execute(stray, given).fetchall():
        if replace:
            gone = sql.SQL("DELETE FROM {} WHERE platform = %s AND id = %s").format(sql.Identifier(table))
            held.execute(gone, (platform, id))
        yield Differs(platform, table, id)


def _counts(
    held: Connection, platform: int, counts: dict[tuple[str, str, int], int], replace: bool
) -> Iterator[Differs]:
    kept = {(scope, bucket, shard): n for scope, bucket, shard, n in held.execute(COUNTS, (platform,)).fetchall()}
    right = {place: n for place, n in counts.items() if n}
    for place in sorted(set(kept) | set(right)):
        if kept.get(place) != right.get(place):
            yield Differs(platform, "kept_count", " ".join(map(str, place)))
    if replace and kept != right:
        held.execute("DELETE FROM kept_count WHERE platform = %s", (platform,))
        for place, n in right.items():
            held.execute("INSERT INTO kept_count VALUES (%s, %s, %s, %s, %s)", (platform, *place, n))
