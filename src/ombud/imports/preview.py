"""The first rows of a file as they would be read by a mapping, each with what is wrong with it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from ombud.core.order.contradictions import contradictions
from ombud.core.order.events import Facts
from ombud.imports.cells import RowError
from ombud.imports.gather import kept, part_of, wanted
from ombud.imports.join import Join
from ombud.imports.mapping import Mapping, MappingError
from ombud.imports.orders import Shops
from ombud.imports.rows import Raw, open_sheet
from ombud.imports.spool import ORDERS, Group, Spool

ROWS = 200
"""Rows that are looked at."""


class Seen(NamedTuple):
    """One order of the first rows."""

    place: int
    id: str
    facts: Facts | None
    problem: str
    flags: tuple[str, ...] = ()

    @property
    def bought_at(self) -> datetime | None:
        """When it was bought."""
        return self.facts.purchased_at if self.facts else None


def preview(platform: int, path: Path, mapping: Mapping, most: int = ROWS) -> list[Seen]:
    """The orders of the first rows. Raises MappingError."""
    names = wanted(mapping)
    if len(names) > 1:
        raise MappingError(_("This mapping wants several files; those are imported by the command line."))
    with path.open("rb") as file, Spool() as spool:
        sheet = open_sheet(file, path.name, names[ORDERS], mapping.encoding, mapping.delimiter)
        part = part_of(path.name, sheet, names[ORDERS])
        join, shops = Join({ORDERS: part}, mapping), Shops(platform, mapping, spool)
        at = part.at[mapping.orders.id]
        found = list(islice(sheet.rows, most))
        return [_seen(id, rows, join, shops, mapping) for id, rows in _groups(found, at)]


def _groups(found: list[Raw], at: int) -> Iterator[tuple[str, list[Raw]]]:
    """By the order's id; those without one stand alone, the others where they come up first."""
    ids = [(row.cells[at].strip() if at < len(row.cells) else "") or f"\0{row.place}" for row in found]
    first = {id: place for place, id in reversed(list(enumerate(ids)))}
    together = sorted(zip(ids, found, strict=True), key=lambda one: first[one[0]])
    for id, rows in groupby(together, key=lambda one: one[0]):
        yield id, [row for _id, row in rows]


def _seen(id: str, rows: list[Raw], join: Join, shops: Shops, mapping: Mapping) -> Seen:
    place, name = rows[0].place, "" if id.startswith("\0") else id
    if not name:
        why = rows[0].problem or _("{column}: it is blank").format(column=mapping.orders.id)
        return Seen(place, "", None, why)
    try:
        facts = join(Group(name, [kept(row) for row in rows], []), shops).facts
    except RowError as error:
        return Seen(place, name, None, str(error))
    return Seen(place, name, facts, "", contradictions(facts))
