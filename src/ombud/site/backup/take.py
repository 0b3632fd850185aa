"""Takes a backup, and brings one back."""

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ombud.ledger.connection import rows
from ombud.site.backup import tools
from ombud.site.postgres.problem import PostgresProblem
from ombud.vault.copy import Copied, copy
from ombud.vault.made.carry_out import pieces_named
from ombud.vault.seal import standing
from ombud.vault.store import FolderStore, vault_store

VAULT = "vault"
LOG = "SELECT platform, size FROM log_head ORDER BY platform"
EVENTS = "SELECT count(*) FROM event"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What lies beside each dump, so that it can be checked before it is trusted."""

    dump: str
    sha256: str
    began_at: datetime
    events: int
    """About so many: counted just before, while people went on."""
    log: dict[str, int]
    """The size of each platform's log just before. The dump's is at least that."""
    files: int
    files_wrong: list[str]


def take(folder: Path, at: datetime, told: Callable[[str], None] = print) -> Manifest:
    """A backup into that folder. The evidence of several backups lies there once."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"ombud-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    with standing():
        return _take(folder, name, at, told)


def _take(folder: Path, name: str, at: datetime, told: Callable[[str], None]) -> Manifest:
    events, log = int(rows(EVENTS)[0][0]), {str(platform): int(size) for platform, size in rows(LOG)}
    half, whole = folder / f"{name}.half", folder / f"{name}.dump"
    half.touch(mode=0o600)
    tools.dump(tools.owner_url(), half)
    _to_disk(half)
    half.rename(whole)
    told(f"The database is in {whole} ({whole.stat().st_size} bytes).")
    # Evidence is put before the row that names it: so whatever the dump names is there by now, unless it was erased.
    store = vault_store()
    passing = pieces_named()  # made for somebody, and gone in two days
    digests = [digest for digest in store.digests() if digest not in passing]
    copied = copy(store, FolderStore(folder / VAULT), digests)
    told(f"{copied.copied} files copied, {copied.there} were there; {len(copied.wrong)} damaged.")
    made = Manifest(dump=whole.name, sha256=_digest(whole), began_at=at, events=events,
                    log=log, files=copied.copied + copied.there, files_wrong=copied.wrong)  # fmt: skip
    (folder / f"{name}.files").write_text("".join(f"{digest}\n" for digest in digests))
    beside = folder / f"{name}.json"
    beside.write_bytes(msgspec.json.format(msgspec.json.encode(made)))
    _to_disk(beside)
    return made


def forget(folder: Path, before: datetime) -> tuple[int, int]:
    """Remove backups from before that instant, but never the newest, and the evidence that none of the others names:
    what was erased under law is gone from here too once the last backup that had it is. Returns how many of each."""
    every = sorted(folder.glob("ombud-*.json"))
    old = [one for one in every[:-1] if read(one).began_at < before]
    for one in old:
        for part in (one, one.with_suffix(".dump"), one.with_suffix(".files")):
            part.unlink(missing_ok=True)
    lists = [one.with_suffix(".files") for one in every if one not in old]
    named = {line.strip() for one in lists for line in one.read_text().splitlines()}
    vault = FolderStore(folder / VAULT)
    unnamed = [digest for digest in vault.digests() if digest not in named]
    for digest in unnamed:
        vault.remove(digest)
    return len(old), len(unnamed)


def newest(folder: Path) -> Manifest:
    """The newest whole backup in that folder. Raises PostgresProblem where there is none."""
    found = sorted(folder.glob("ombud-*.json"))
    if not found:
        raise PostgresProblem(f"There is no whole backup in {folder}.")
    return read(found[-1])


def read(path: Path) -> Manifest:
    """What lies beside that dump."""
    return msgspec.json.decode(path.read_bytes(), type=Manifest)


def bring_back(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Database, rights and evidence, each checked; says how far it is."""
    dumped = folder / manifest.dump
    if _digest(dumped) != manifest.sha256:
        raise PostgresProblem(f"{dumped} is not the file that was written: its digest differs from {manifest.sha256}.")
    tools.restore(tools.owner_url(), dumped)
    yield f"The database of {manifest.began_at:%Y-%m-%d %H:%M:%S} UTC is back."
    from ombud.site.migration import migrate

    migrate(verbosity=0)
    yield "It has the shape that this version needs, rights and fences."
    back: Copied = copy(FolderStore(folder / VAULT), vault_store())
    yield f"{back.copied} files are back, {back.there} were there; {len(back.wrong)} damaged in the backup."


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _to_disk(path: Path) -> None:
    for one in (path, path.parent):
        handle = os.open(one, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
