"""Seals what lies in the store in plain, from before there were keys; killed at any point, it is begun again.

File by file, contents are sealed beside the plain ones and their keys written down; then each plain one goes, once
every file that names it has opened its own sealed one and compared. A backup holds a lock meanwhile, so that it never
has the database from before and the store from after.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.utils import timezone

from ombud.ledger.connection import connection, rows
from ombud.vault.contents import Contents
from ombud.vault.erase import IN_PLAIN, digests_of
from ombud.vault.file_keys import OF_FILE
from ombud.vault.intake import Intake
from ombud.vault.models import EvidenceFile
from ombud.vault.store import Store, vault_store
from ombud.vault.stored import Away, Damaged, Missing

KEYLESS = """
SELECT count(*) FROM evidence_file f WHERE erased_on IS NULL AND NOT EXISTS (
    SELECT 1 FROM file_key k WHERE k.platform = f.platform AND k.file = f.id AND k.sha256 = f.sha256)
"""
BESIDE = "SELECT DISTINCT sha256 FROM file_key WHERE plain ORDER BY sha256"
WHOSE = "SELECT platform, file FROM file_key WHERE sha256 = %s AND plain"
CLEARED = "UPDATE file_key SET plain = false WHERE sha256 = %s AND plain"
ALONE, TOGETHER = (
    tuple(f"SELECT pg_advisory_{act}{how}(hashtext('evidence in plain'))" for act in ("lock", "unlock"))
    for how in ("", "_shared")
)
"""Taking the lock and giving it back: for whoever takes plain bytes away, and for backups."""


class Sealed(NamedTuple):
    """What came of it."""

    sealed: int
    """Contents that got a key."""
    removed: int
    """Plain ones that are gone since."""
    wrong: list[str]
    """Plain ones that are missing or damaged, or whose sealed ones don't open: they stay as they are."""


class Plain(NamedTuple):
    """What still lies in plain."""

    files: int
    """Whose original has no key yet."""
    contents: int
    """Lie in plain beside their sealed ones."""


def plain() -> Plain:
    """What there is to seal, or to take away, by the rows."""
    return Plain(int(rows(KEYLESS)[0][0]), len(rows(BESIDE)))


def seal(store: Store | None = None, files: Iterable[EvidenceFile] | None = None) -> Sealed:
    """Seal these files, else all, and take away whatever lies in plain beside what it was sealed to."""
    store = store or vault_store()
    sealed = removed = 0
    wrong = set[str]()
    every = EvidenceFile.objects.filter(erased_on=None).order_by("platform", "id")
    for file in every.iterator() if files is None else files:
        done = _seal(store, file, wrong)
        sealed += len(done)
        removed += sum(_removed(store, digest, wrong) for digest in done)
    removed += sum(_removed(store, digest, wrong) for (digest,) in rows(BESIDE))  # left by one that was killed
    return Sealed(sealed, removed, sorted(wrong))


@contextmanager
def standing() -> Iterator[None]:
    """For a backup: nothing in plain goes meanwhile."""
    with _locked(*TOGETHER):
        yield


@contextmanager
def alone() -> Iterator[None]:
    """For whoever takes away what a backup might be about to copy: none is being taken meanwhile."""
    with _locked(*ALONE):
        yield


@contextmanager
def _locked(lock: str, unlock: str) -> Iterator[None]:
    held = connection()  # a lock is that connection's; where it breaks, so does the lock, and the next statement fails
    held.execute(lock)
    try:
        yield
    finally:
        if not held.closed:
            held.execute(unlock)


def _seal(store: Store, file: EvidenceFile, wrong: set[str]) -> list[str]:
    """All of a file that has no key yet, in one transaction; what that was."""
    lacking = digests_of(file) - {row[0] for row in rows(OF_FILE, (file.platform, file.id))}
    if not lacking:
        return []
    contents, found = Contents(file.platform, file.id, store), list[str]()
    intake = Intake(file.platform, file.id, store, plain=lacking)
    for digest in sorted(lacking):
        try:
            found.append(intake.put(contents.get(digest)))
        except (Missing, Damaged):
            wrong.add(digest)
        except (Away, OSError):
            intake.drop()
            raise
    try:
        with connection().transaction():
            intake.write_down(connection().cursor(), timezone.now())
    except Missing:  # erased in this moment
        intake.drop()
        return []
    return found


def _removed(store: Store, digest: str, wrong: set[str]) -> bool:
    """Take the plain bytes away, where every file that names them opens its own sealed ones."""
    if rows(IN_PLAIN, {"digest": digest}):
        return False
    try:
        for platform, file in rows(WHOSE, (digest,)):
            Contents(platform, file, store).get(digest)
    except (Missing, Damaged):
        wrong.add(digest)
        return False
    with alone():
        store.remove(digest)
        connection().execute(CLEARED, (digest,))
    return True
