"""Puts what lies sealed in the tables under the installation's key in use, so that an older key can be taken out.

Each table that holds something sealed says so once, as a `Sealed`; `site/sealed.py` lists them all. Rows are gone
through by their key, a batch in a transaction. Killed half-way, it is begun again: what lies under the new key already
is seen by opening it, so nothing has to be remembered.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, LiteralString, NamedTuple

from cryptography.exceptions import InvalidTag

from ombud.ledger.connection import connection
from ombud.ledger.sealing import CantOpen

BATCH = 1000


class NotSealed(Exception):
    """There is nothing sealed in this row."""


class Sealed(NamedTuple):
    """One table with something sealed in it."""

    what: str
    """What an operator calls it."""
    some: LiteralString
    """The next rows: the columns of their key, what is sealed, and whatever else `renewed` needs; it takes the key
    after which it goes on, and how many at most."""
    put: LiteralString
    """Lays the new in place of the old: it takes the new, the columns of the key, and the old. A row that was changed
    meanwhile must stay as it is."""
    before: tuple[Any, ...]
    """A key that comes before each row's."""
    renewed: Callable[[Sequence[Any]], Any]
    """The same under the key in use; None where it lies under that already. Raises CantOpen, InvalidTag, NotSealed."""


class Stands(NamedTuple):
    """How a table stands: `behind` lie under an older key, `shut` are opened by none that is given."""

    what: str
    seen: int = 0
    behind: int = 0
    shut: int = 0
    done: int = 0
    """How many were put under the key in use just now."""


def standing(sealed: Sealed, most: int | None = None) -> Stands:
    """How this table stands, or its first rows; nothing is changed."""
    stands = Stands(sealed.what)
    for batch, found in enumerate(_batches(sealed), 1):
        stands = _counted(sealed, found, stands)[0]
        if most is not None and batch * BATCH >= most:
            break
    return stands


def renew(sealed: Sealed, told: Callable[[Stands], None] = lambda _stands: None) -> Stands:
    """Put all of it under the key in use; `told` hears of each batch. Who writes meanwhile isn't waited for."""
    stands = Stands(sealed.what)
    for found in _batches(sealed):
        stands, changes = _counted(sealed, found, stands)
        if changes:
            with connection().transaction(), connection().cursor() as cursor:
                cursor.executemany(sealed.put, changes)
                done = cursor.rowcount
            stands = stands._replace(done=stands.done + done, behind=stands.behind - done)
        told(stands)
    return stands


def _batches(sealed: Sealed) -> Iterator[list[Sequence[Any]]]:
    after, width = sealed.before, len(sealed.before)
    while found := connection().execute(sealed.some, (*after, BATCH)).fetchall():
        yield list(found)
        after = tuple(found[-1][:width])


def _counted(sealed: Sealed, found: Sequence[Sequence[Any]], stands: Stands) -> tuple[Stands, list[tuple[Any, ...]]]:
    width, seen, shut = len(sealed.before), len(found), 0
    changes: list[tuple[Any, ...]] = []
    for row in found:
        try:
            new = sealed.renewed(row)
        except (CantOpen, InvalidTag):
            shut += 1
            continue
        except NotSealed:
            seen -= 1
            continue
        if new is not None:
            changes.append((new, *row[:width], row[width]))
    counted = stands._replace(seen=stands.seen + seen, behind=stands.behind + len(changes), shut=stands.shut + shut)
    return counted, changes
