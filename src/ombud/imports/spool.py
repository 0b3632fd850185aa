"""A file beside the memory, in which the rows of all files wait to be joined: sorted by order, one order at a time.

Without it two rows of one order that stand far apart would only meet in memory, which would grow with the file.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, Self

import msgspec

ORDERS, ITEMS, SELLERS = 0, 1, 2
"""The parts of an export."""
TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000; PRAGMA temp_store = FILE;
CREATE TABLE row (part INTEGER, id TEXT, place INTEGER, cells BLOB, problem TEXT);
CREATE TABLE reject (part INTEGER, place INTEGER, cells BLOB, reason TEXT);
CREATE TABLE flagged (id TEXT, flags TEXT);
CREATE TABLE seller (id TEXT PRIMARY KEY, cells BLOB) WITHOUT ROWID;
"""
SORTED = "SELECT id, place, cells, problem FROM row WHERE part = ? ORDER BY id, place"
_decode = msgspec.json.Decoder(list[str]).decode
_encode = msgspec.json.Encoder().encode


class Kept(NamedTuple):
    """A row that waits: its place in its file, its cells, and why it can't be used."""

    place: int
    cells: list[str]
    problem: str


class Group(NamedTuple):
    """All rows about one order; without one in the orders' file, its items are strays."""

    id: str
    orders: list[Kept]
    items: list[Kept]


class Spool:
    """Rows, rejects and flagged orders of one import, in a file that is gone afterwards."""

    def __init__(self) -> None:
        # Without a name it lies in a temporary file that nobody else can open and that no killed process leaves behind.
        self._held = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._held.executescript(TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_what: object) -> None:
        self._held.close()

    def keep(self, part: int, rows: Iterable[tuple[str, Kept]]) -> None:
        """Put rows by, each with the id of its order or seller."""
        self._held.execute("BEGIN")
        self._held.executemany(
            "INSERT INTO row VALUES (?, ?, ?, ?, ?)",
            ((part, id, row.place, _encode(row.cells), row.problem) for id, row in rows),
        )
        self._held.execute("COMMIT")

    def count(self) -> int:
        """How many orders there are."""
        return int(self._held.execute("SELECT count(DISTINCT id) FROM row WHERE part = 0").fetchone()[0])

    def groups(self) -> Iterator[Group]:
        """Orders with their items, and items without an order, by id."""
        items = self._by_id(ITEMS)
        item = next(items, None)
        for id, orders in self._by_id(ORDERS):
            while item is not None and item[0] < id:
                yield Group(item[0], [], item[1])
                item = next(items, None)
            if item is not None and item[0] == id:
                yield Group(id, orders, item[1])
                item = next(items, None)
            else:
                yield Group(id, orders, [])
        while item is not None:
            yield Group(item[0], [], item[1])
            item = next(items, None)

    def _by_id(self, part: int) -> Iterator[tuple[str, list[Kept]]]:
        found = self._held.cursor().execute(SORTED, (part,))
        for id, rows in groupby(found, key=lambda row: str(row[0])):
            yield id, [Kept(place, _decode(cells), problem) for _, place, cells, problem in rows]

    def sellers(self) -> Iterator[tuple[str, list[Kept]]]:
        """Rows of sellers, by id."""
        return self._by_id(SELLERS)

    def know_seller(self, id: str, cells: list[str]) -> None:
        """Have orders be of this shop."""
        self._held.execute("INSERT OR IGNORE INTO seller VALUES (?, ?)", (id, _encode(cells)))

    def seller(self, id: str) -> list[str] | None:
        """The cells of a seller that can be told of."""
        row = self._held.execute("SELECT cells FROM seller WHERE id = ?", (id,)).fetchone()
        return _decode(row[0]) if row else None

    def known_sellers(self) -> Iterator[str]:
        """Ids of all of them, in order."""
        for (id,) in self._held.cursor().execute("SELECT id FROM seller ORDER BY id"):
            yield id

    def reject(self, part: int, rows: Iterable[Kept], reason: str) -> None:
        """Put rows by that come back to be mended."""
        self._held.executemany(
            "INSERT INTO reject VALUES (?, ?, ?, ?)",
            [(part, row.place, _encode(row.cells), row.problem or reason) for row in rows],
        )

    def rejects(self, part: int) -> Iterator[tuple[int, list[str], str]]:
        """Place, cells and reason of what comes back of one part, as it stood in its file."""
        found = self._held.cursor().execute(
            "SELECT place, cells, reason FROM reject WHERE part = ? ORDER BY place", (part,)
        )
        for place, cells, reason in found:
            yield place, _decode(cells), reason

    def flag(self, id: str, flags: Iterable[str]) -> None:
        """Note in what an order contradicts itself."""
        self._held.execute("INSERT INTO flagged VALUES (?, ?)", (id, " ".join(flags)))

    def flagged(self) -> Iterator[tuple[str, str]]:
        """Orders that contradict themselves, and in what."""
        yield from self._held.cursor().execute("SELECT id, flags FROM flagged ORDER BY id")
