"""Takes away what lies in the store and nothing names: left by a process that was killed between bytes and row.

Nobody can open it, its keys having been in that process's memory. It goes once it is a day old by the store's own
clock, and not before: an upload that is still under way takes seconds. Should one take longer nevertheless, it finds
its bytes gone as it writes their keys down, and is refused: see `Intake.write_down`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import NamedTuple

from ombud.ledger.connection import connection, rows
from ombud.vault.intake import SWEEPING
from ombud.vault.seal import alone
from ombud.vault.store import Store, vault_store
from ombud.vault.stored import Missing

AGE = timedelta(days=1)
"""The least. An upload takes seconds; a clock that was set on by hours mustn't make one look old."""
ASKED = 1000
REMOVED = 20
"""In one go: meanwhile no upload can be written down, for some milliseconds each."""
NAMED = """
SELECT blob FROM file_key WHERE blob = ANY(%(digests)s::text[])
UNION SELECT sha256 FROM file_key WHERE plain AND sha256 = ANY(%(digests)s::text[])
UNION SELECT piece FROM made_file, unnest(pieces) AS piece WHERE piece = ANY(%(digests)s::text[])
"""
IN_PLAIN = """
SELECT DISTINCT digest FROM (
    SELECT platform, id, sha256 FROM evidence_file WHERE erased_on IS NULL
    UNION ALL SELECT platform, id, p.value ->> 'sha256' FROM evidence_file, jsonb_each(pictures) AS p
        WHERE erased_on IS NULL
    UNION ALL SELECT platform, id, p.value ->> 'sha256' FROM evidence_file,
        jsonb_each(coalesce(uncovered, '{}'::jsonb)) AS p WHERE erased_on IS NULL
    UNION ALL SELECT platform, file, p.value ->> 'sha256' FROM redaction, jsonb_each(pictures) AS p
    UNION ALL SELECT platform, file, overlay FROM screening_finding
) AS named (platform, file, digest)
WHERE digest = ANY(%(digests)s::text[]) AND NOT EXISTS (SELECT 1 FROM file_key k
    WHERE k.platform = named.platform AND k.file = named.file AND k.sha256 = named.digest)
"""
"""Of those that the first doesn't know: what a file without keys reads in plain. One pass over all files."""


class TooMuch(Exception):
    """Most of what lies there is named by nothing: so does another database's store, or that of a newer one."""


class Swept(NamedTuple):
    """What came of it."""

    looked: int
    """Lie in the store, and are old enough."""
    unnamed: int
    size_bytes: int
    """Of those."""
    removed: int
    unfinished: int
    """Files that were begun and never got their name, taken away too."""


class Progress(NamedTuple):
    """How far it is."""

    looked: int
    unnamed: int
    removed: int


Told = Callable[[Progress], None]


def sweep(
    store: Store | None = None, age: timedelta = AGE, *, remove: bool = False, told: Told = lambda _one: None
) -> Swept:
    """Find what is older than `age` and named by nothing, and with `remove` take it away.

    May be broken off and begun again, and runs while people work; a backup is waited for. Raises TooMuch, Away.
    """
    store, age = store or vault_store(), max(age, AGE)
    looked, found = 0, list[str]()
    for some in _lots(store.old(age), ASKED):
        looked += len(some)
        found += _unnamed(some)
        told(Progress(looked, len(found), 0))
    size = sum(_size(store, digest) for digest in found)
    if not remove:
        return Swept(looked, len(found), size, 0, 0)
    if 2 * len(found) > looked:
        raise TooMuch
    removed = 0
    with alone():
        for some in _lots(found, REMOVED):
            removed += _removed(store, some)
            told(Progress(looked, len(found), removed))
        return Swept(looked, len(found), size, removed, store.drop_unfinished(age))


def _removed(store: Store, digests: Sequence[str]) -> int:
    """Take away those that are still named by nothing, while nobody writes down what would name them."""
    with connection().transaction():
        connection().execute(SWEEPING.format(""))
        gone = _unnamed(digests)
        for digest in gone:
            store.remove(digest)
    return len(gone)


def _size(store: Store, digest: str) -> int:
    try:
        return store.size(digest)
    except Missing:  # gone meanwhile
        return 0


def _lots(digests: Iterable[str], most: int) -> Iterator[list[str]]:
    left = iter(digests)
    while some := list(islice(left, most)):
        yield some


def _unnamed(digests: Sequence[str]) -> list[str]:
    named = {one for (one,) in rows(NAMED, {"digests": list(digests)})}
    left = [one for one in digests if one not in named]
    if left:
        named = {one for (one,) in rows(IN_PLAIN, {"digests": left})}
    return [one for one in left if one not in named]
