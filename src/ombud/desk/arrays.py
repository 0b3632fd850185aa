"""Columns of a batch as PostgreSQL's binary arrays: made here in one go, where psycopg would look at each value alone.

The format is that of `array_recv`: dimensions, whether there are nulls, the element's type, the length, the first
index, and then each element with its size before it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from struct import Struct
from typing import Any, NamedTuple

from psycopg.adapt import AdaptersMap, Dumper
from psycopg.pq import Format

_HEAD = Struct("!iiIii").pack
_SIZE = Struct("!i").pack
_NULL = _SIZE(-1)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_TEXT = 25


class Kind(NamedTuple):
    """A type of column: its oid, its array's, and how its values become bytes with their size before them."""

    oid: int
    array: int
    elements: Callable[[Iterable[Any]], list[bytes]]


def _sized(values: Iterable[bytes | None]) -> list[bytes]:
    found: list[bytes] = []
    for one in values:
        if one is None:
            found.append(_NULL)
        else:
            found += (_SIZE(len(one)), one)
    return found


def _texts(values: Iterable[str | None]) -> list[bytes]:
    return _sized(None if one is None else one.encode() for one in values)


def _fixed(form: str, size: int) -> Callable[[Iterable[Any]], list[bytes]]:
    pack = Struct(f"!i{form}").pack
    return lambda values: [_NULL if one is None else pack(size, one) for one in values]


_instants = _fixed("q", 8)
KINDS: Mapping[str, Kind] = {
    "text": Kind(_TEXT, 1009, _texts),
    "bytea": Kind(17, 1001, _sized),
    "smallint": Kind(21, 1005, _fixed("h", 2)),
    "int": Kind(23, 1007, _fixed("i", 4)),
    "bigint": Kind(20, 1016, _fixed("q", 8)),
    "boolean": Kind(16, 1000, _fixed("?", 1)),
    "timestamptz": Kind(
        1184,
        1185,
        lambda values: _instants(None if one is None else (one - _EPOCH) // _MICROSECOND for one in values),
    ),
}


class Column:
    """One column of a batch, ready to be sent."""

    __slots__ = ("bytes", "oid")

    def __init__(self, named: str, values: Sequence[Any]) -> None:
        kind = KINDS[named]
        elements = kind.elements(values)
        self.oid = kind.array
        self.bytes = _HEAD(1, 1, kind.oid, len(values), 1) + b"".join(elements)


def columns(types: str, rows: Sequence[Sequence[Any]]) -> list[Column]:
    """The columns of rows, whose types are named in one line."""
    return [Column(named, values) for named, values in zip(types.split(), zip(*rows, strict=True), strict=True)]


def register(adapters: AdaptersMap) -> None:
    """Have a cursor send columns as they are."""
    for dumper in _DUMPERS.values():
        adapters.register_dumper(Column, dumper)


class _ColumnDumper(Dumper):
    format = Format.BINARY

    def get_key(self, obj: Column, _format: Any) -> Any:
        """Each type has an oid of its own."""
        return (self.cls, obj.oid)

    def upgrade(self, obj: Column, _format: Any) -> Dumper:
        """A dumper that names the column's type."""
        return _DUMPERS[obj.oid](self.cls)

    def dump(self, obj: Column) -> bytes:
        """What was made before."""
        return obj.bytes


_DUMPERS: Mapping[int, type[_ColumnDumper]] = {
    kind.array: type(f"_{name.title()}Dumper", (_ColumnDumper,), {"oid": kind.array}) for name, kind in KINDS.items()
}
