"""Reads the files of an export into the spool, each row under the id of its order or seller."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from ombud.imports.cells import RowError, readable
from ombud.imports.decoding import broken, shown
from ombud.imports.mapping import Mapping, columns_of, file_for
from ombud.imports.report import Report
from ombud.imports.rows import Raw, Row, Sheet, open_sheet
from ombud.imports.spool import ITEMS, ORDERS, SELLERS, Kept, Spool

CHUNK = 1_000
Reading = Callable[[int], None]
"""Told how many rows were read."""


class Part(NamedTuple):
    """One file of an export: what it is called, its columns, and where each wanted one stands."""

    name: str
    columns: list[str]
    delimiter: str
    at: dict[str, int]

    def row(self, cells: list[str], names: Iterable[str]) -> Row:
        """The cells of these columns."""
        at = self.at
        return {name: cells[at[name]].strip() for name in names}


def wanted(mapping: Mapping) -> dict[int, list[str]]:
    """The columns that are read of each part that has a file of its own."""
    found = {ORDERS: [*columns_of(mapping.orders), *mapping.only]}
    if mapping.items.file:
        found[ITEMS] = columns_of(mapping.items)
    elif not mapping.items.inside:
        found[ORDERS] += columns_of(mapping.items)
    if mapping.sellers is not None and mapping.sellers.file:
        found[SELLERS] = columns_of(mapping.sellers)
    elif mapping.sellers is not None:
        found[ORDERS] += columns_of(mapping.sellers)
    return {part: list(dict.fromkeys(names)) for part, names in found.items()}


def gather(files: list[Path], mapping: Mapping, spool: Spool, report: Report, reading: Reading) -> dict[int, Part]:
    """All rows of all files put by; rows without an id are rejected at once. Raises MappingError."""
    patterns = {ORDERS: mapping.orders.file, ITEMS: mapping.items.file}
    ids = {ORDERS: mapping.orders.id, ITEMS: mapping.items.order}
    if mapping.sellers is not None:
        patterns[SELLERS], ids[SELLERS] = mapping.sellers.file, mapping.sellers.id
    found: dict[int, Part] = {}
    count = 0
    for part, names in wanted(mapping).items():
        path = file_for(patterns[part], files)
        with path.open("rb") as file:
            sheet = open_sheet(file, path.name, names, mapping.encoding, mapping.delimiter)
            found[part] = part_of(path.name, sheet, names)
            rows = _with_ids(part, found[part], sheet, ids[part], spool, report)
            while chunk := list(islice(rows, CHUNK)):
                spool.keep(part, chunk)
                count += len(chunk)
                reading(count)
    return found


def part_of(name: str, sheet: Sheet, names: list[str]) -> Part:
    """What is known of a file once its header is read."""
    return Part(name, sheet.columns, sheet.delimiter, {one: sheet.columns.index(one) for one in names})


def _with_ids(
    part: int, about: Part, sheet: Sheet, column: str, spool: Spool, report: Report
) -> Iterator[tuple[str, Kept]]:
    at = about.at[column]
    named = "seller " if part == SELLERS else ""
    for raw in sheet.rows:
        id = raw.cells[at].strip() if at < len(raw.cells) else ""
        if not id or broken(id):
            why = raw.problem or _("{column}: it is blank").format(column=column)
            spool.reject(part, [kept(raw)], why)
            report.refuse(f"{named}row {raw.place}", why)
        else:
            yield id, kept(raw)


def kept(raw: Raw) -> Kept:
    """The row as it can be written down."""
    cells = [shown(one) for one in raw.cells] if raw.problem else raw.cells
    return Kept(raw.place, cells, raw.problem)


def know_sellers(parts: dict[int, Part], mapping: Mapping, spool: Spool, report: Report) -> None:
    """Settle which sellers can be told of. Of two rows that contradict each other neither is better: both refused."""
    assert mapping.sellers is not None
    about, names = parts[SELLERS], columns_of(mapping.sellers)
    for id, rows in spool.sellers():
        why = next((row.problem for row in rows if row.problem), "")
        if not why and len({tuple(about.row(row.cells, names).items()) for row in rows}) > 1:
            why = _("{column}: two rows with this id say different things").format(column=mapping.sellers.id)
        if not why:
            try:
                readable(about.row(rows[0].cells, names), (mapping.sellers.id,))
            except RowError as error:
                why = str(error)
        if why:
            spool.reject(SELLERS, rows, why)
            report.refuse(f"seller {id}", why)
            continue
        if len(rows) > 1:
            report.repeat(f"seller {id}")
        spool.know_seller(id, rows[0].cells)
