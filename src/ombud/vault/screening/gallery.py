"""What a platform's pictures are found again by on this machine: a folder for each platform, so that no match crosses.

It is a copy of what the database knows (`known.py`), made from there where it is missing, and brought abreast before
each look and once a minute: machines share nothing else. What holds pictures lies in it sealed (`gallery_key.py`).
"""

import fcntl
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ombud.ledger.connection import connection
from ombud.vault import gallery_key
from ombud.vault.screening import known
from ombud.vault.store import vault_root

if TYPE_CHECKING:
    from ombud.lab.copies.gallery import Gallery

_LOG = logging.getLogger(__name__)
_FORGET = (
    "DELETE FROM screening WHERE platform = %s AND file = %s",
    "DELETE FROM screening_finding WHERE platform = %s AND file = %s",
    "DELETE FROM screening_match WHERE platform = %s AND %s IN (file, source)",
)
REACHED = "reached"
"""The file with the number up to which a gallery has what the database knows."""


def folder_of(platform: int) -> Path:
    """Beside the vault, not in it: it is made anew from the database."""
    return vault_root().parent / "galleries" / f"{platform}.sealed"


def plain_of(platform: int) -> Path:
    """Where an older version kept it, in plain."""
    return folder_of(platform).with_name(str(platform))


def gallery_of(platform: int) -> "Gallery":
    """The platform's gallery, abreast of what all machines know."""
    from ombud.lab.copies.gallery import Gallery

    folder = folder_of(platform)
    with _alone(folder):
        _from_before(platform)
        sealing = gallery_key.sealing_in(folder, platform)
        if sealing is None or _reached(folder) > known.head(platform):  # the latter: an older database was brought back
            _emptied(folder)
            sealing = gallery_key.begun(folder, platform)
        at, gallery = _reached(folder), Gallery.open(folder, sealing)
        while found := known.since(platform, at):
            for one in found:
                _take(gallery, one)
            at = found[-1].n
            _reach(folder, at)
    return gallery


def keep_abreast() -> int:
    """Bring every gallery of this machine abreast, so that what law erased goes from here too; how many weren't."""
    done = 0
    for platform, n in known.heads().items():
        folder = folder_of(platform)
        if plain_of(platform).is_dir() or (folder.is_dir() and _reached(folder) != n):
            gallery_of(platform)
            done += 1
    return done


def forget(platform: int, file: UUID) -> None:
    """Have nothing left of a file's screening, for where the file itself goes: findings, matches, and what it would be
    found by."""
    known.forget(platform, file)
    if folder_of(platform).is_dir() or plain_of(platform).is_dir():
        gallery_of(platform)
    with connection().transaction():
        for statement in _FORGET:
            connection().execute(statement, (platform, file))


def _take(gallery: "Gallery", one: known.Known) -> None:
    from ombud.lab.copies.description import BadDescription

    try:
        if one.described:
            gallery.add_described(str(one.file), one.described)
        else:
            gallery.remove(str(one.file))
    except BadDescription:  # of another version of the lab: a screening made anew describes it anew
        _LOG.warning("What file %s would be found by can't be read here", one.file)


def _from_before(platform: int) -> None:
    """Take away what an older version kept in plain, once the database knows what lies there."""
    from ombud.lab.copies.gallery import Gallery

    if (folder := plain_of(platform)).is_dir():
        if not known.head(platform):
            _adopt(platform, Gallery.open(folder))
        shutil.rmtree(folder, ignore_errors=True)  # that version may still be at it: then the next time


def _adopt(platform: int, gallery: "Gallery") -> None:
    """Make known to all what only this machine has: a gallery from when each machine kept its own."""
    with connection().transaction():
        known.hold(platform)
        if known.head(platform):
            return
        for id in gallery.ids():
            if described := gallery.described(id):
                known.put(platform, UUID(id), described)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process of this machine at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{REACHED}.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _reached(folder: Path) -> int:
    try:
        return int((folder / REACHED).read_text())
    except (FileNotFoundError, ValueError):
        return 0


def _reach(folder: Path, n: int) -> None:
    """What is put twice after a crash replaces itself, so it needn't be on the disk with the rest."""
    fresh = folder / f"{REACHED}.new"
    fresh.write_text(str(n))
    fresh.replace(folder / REACHED)


def _emptied(folder: Path) -> None:
    """Killed in the middle it is begun again: without its key it is as good as none."""
    gallery_key.destroy(folder)
    for one in folder.iterdir():
        if one.name != f"{REACHED}.lock":
            with suppress(FileNotFoundError):
                shutil.rmtree(one) if one.is_dir() else one.unlink()
