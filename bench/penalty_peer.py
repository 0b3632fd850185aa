"""The bare loop that imposing in bulk is measured against: multi-row INSERTs of the same rows, a chunk a transaction.

The rows are read back once, after the desk has imposed one penalty; for every other only the ids are exchanged, before
the clock starts. The shops' own streams are moved by one multi-row UPDATE, as the desk has to as well.
"""

from datetime import UTC, datetime
from typing import Any, NamedTuple
from zlib import crc32

import django
from psycopg import RawCursor

django.setup()

from bench import penalty_mix as mix  # noqa: E402 - Django first
from bench.hand import Span, clock  # noqa: E402
from ombud.core.people import Reviewer  # noqa: E402
from ombud.desk.handle import Act, Done, handle, principal_of  # noqa: E402
from ombud.desk.write import SHARDS  # noqa: E402
from ombud.ledger.connection import connection, rows  # noqa: E402

RITA = Reviewer(id="rita")
STREAM = "platform, id, kind, version, pack, parent, state, head, next_due_at"
ITS = "platform = %(platform)s AND stream = %(penalty)s"
TABLES = {
    "stream": (STREAM, "platform = %(platform)s AND id = %(penalty)s"),
    "event": ("platform, stream, seq, type, at, body, hash",
              f"({ITS}) OR (platform = %(platform)s AND stream = %(shop)s AND seq > %(version)s)"),
    "kept_words": ("platform, stream, digest, person, body, at", ITS),
    "word_key": ("platform, stream, person, key, at", ITS),
    "message": ("platform, to_kind, to_ref, notice, stream, seq, at", ITS),
    "outbox": ("platform, stream, seq, job, payload, at", ITS),
    "to_log": ("platform, stream, first_seq, last_seq",
               f"({ITS}) OR (platform = %(platform)s AND stream = %(shop)s AND first_seq > %(version)s)"),
    "idempotency": ("platform, principal, key, command, answer, at",
                    "platform = %(platform)s AND principal = %(principal)s AND key = %(key)s"),
    "penalty_row": ("*", "platform = %(platform)s AND id = %(penalty)s"),
    "kept_count": ("platform, scope, bucket, shard, n", "platform = %(platform)s AND scope = %(scope)s"),
}  # fmt: skip
SHARD = 3
"""Where the shard stands in a kept count."""
COUNTED = "ON CONFLICT (platform, scope, bucket, shard) DO UPDATE SET n = kept_count.n + excluded.n"
MOVED = """UPDATE stream s SET version = v.version, state = v.state, head = v.head FROM (VALUES {}) AS
v (platform, id, was, version, state, head) WHERE s.platform = v.platform AND s.id = v.id AND s.version = v.was"""
CASTS = ("integer", "text", "integer", "integer", "bytea", "bytea")


class Caught(NamedTuple):
    """What imposing one penalty wrote."""

    names: list[str]
    """All that names it, wherever it is named."""
    shop_before: list[Any]
    shop_moved: list[Any]
    rows: dict[str, list[list[Any]]]


class PeerHand:
    """One process that inserts."""

    def __init__(self, platform: int, place: int, of: int, template: int) -> None:
        self._platform, self._place, self._of = platform, place, of
        self._caught = _caught(platform, template + place)

    def prepare(self, first: int, count: int, chunk: int) -> int:
        """Have the shops be there, and all rows be made."""
        self._made = []
        for its in mix.chunks(first, count, chunk, self._place, self._of):
            shops = [self._for(n, self._caught.shop_before) for n in its]
            RawCursor(connection()).execute(*_insertion("stream", shops))
            made = {table: [self._row(table, n, row) for n in its for row in found]
                    for table, found in self._caught.rows.items()}  # fmt: skip
            moved = [self._for(n, self._caught.shop_moved) for n in its]
            statements = [_insertion(table, found) for table, found in made.items() if found]
            self._made.append([*statements, _move(moved)])
        return len(self._made)

    def insert(self) -> Span:
        """Write the chunks, one transaction each; from when to when."""
        held = connection()
        start = clock()
        for statements in self._made:
            with held.transaction():
                for statement, parameters in statements:
                    RawCursor(held).execute(statement, parameters)
        return start, clock()

    def _row(self, table: str, n: int, row: list[Any]) -> list[Any]:
        made = self._for(n, row)
        if table == "kept_count":
            made[SHARD] = crc32(f"pen-{n:08d}".encode()) % SHARDS
        return made

    def _for(self, n: int, row: list[Any]) -> list[Any]:
        names = list(zip(self._caught.names, _names(n, f"BP-260309-{n:05d}"), strict=True))
        return [_exchanged(one, names) for one in row]


def _names(n: int, number: str) -> list[str]:
    return [f"pen-{n:08d}", mix.shop_id(n), *mix.order_ids(n), f"k-{n:08d}", number]


def _exchanged(value: Any, names: list[tuple[str, str]]) -> Any:
    if isinstance(value, str):
        for old, new in names:
            value = value.replace(old, new)
    elif isinstance(value, bytes):
        for old, new in names:
            value = value.replace(old.encode(), new.encode())
    return value


def _caught(platform: int, n: int) -> Caught:
    """Impose one by the desk, and read back what it wrote."""
    shop = f"shop/{mix.shop_id(n)}"
    before = _read("stream", STREAM, "platform = %(platform)s AND id = %(shop)s", {"platform": platform, "shop": shop})
    key, at = f"k-{n:08d}", datetime.now(UTC)
    done = handle(Act(platform, "penalty.impose", f"pen-{n:08d}", RITA, mix.fields(n), key=key, at=at))
    assert isinstance(done, Done), done
    asked = {
        "platform": platform, "penalty": done.id, "shop": shop, "version": before[0][3], "key": key,
        "principal": principal_of(RITA), "scope": f"penalties:{mix.shop_id(n)}",
    }  # fmt: skip
    found = {table: _read(table, columns, where, asked) for table, (columns, where) in TABLES.items()}
    (after,) = _read("stream", STREAM, "platform = %(platform)s AND id = %(shop)s", asked)
    moved = [platform, shop, before[0][3], after[3], after[6], after[7]]
    return Caught(_names(n, done.number), before[0], moved, found)


def _read(table: str, columns: str, where: str, asked: dict[str, Any]) -> list[list[Any]]:
    statement = f"SELECT {columns} FROM {table} WHERE {where}"  # noqa: S608 - constants
    return [[bytes(one) if isinstance(one, memoryview) else one for one in row] for row in rows(statement, asked)]


def _insertion(table: str, found: list[list[Any]]) -> tuple[bytes, list[Any]]:
    columns = TABLES[table][0]
    named = f" ({columns})" if columns != "*" else ""
    ending = COUNTED if table == "kept_count" else ""
    statement = f"INSERT INTO {table}{named} VALUES {_places(len(found), len(found[0]))} {ending}"  # noqa: S608 - constants
    return statement.encode(), [one for row in found for one in row]


def _move(moved: list[list[Any]]) -> tuple[bytes, list[Any]]:
    return MOVED.format(_places(len(moved), len(CASTS), CASTS)).encode(), [one for row in moved for one in row]


def _places(many: int, wide: int, casts: tuple[str, ...] = ()) -> str:
    """$1, $2 … for many rows; the first may name its types."""
    made = []
    for row in range(many):
        places = [f"${row * wide + at + 1}" for at in range(wide)]
        if casts and not row:
            places = [f"{one}::{cast}" for one, cast in zip(places, casts, strict=True)]
        made.append(f"({', '.join(places)})")
    return ", ".join(made)
