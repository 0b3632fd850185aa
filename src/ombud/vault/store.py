"""Evidence bytes in a folder, named by their SHA-256: written once, never changed, checked when read."""

import hashlib
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from ombud.vault.stored import DIGEST, Away, Missing, checked, undamaged


class Store(Protocol):
    """What a place for evidence bytes has to offer: a folder, or an object store where there are many machines."""

    def put(self, data: bytes | Path) -> str: ...
    def get(self, digest: str) -> bytes: ...
    def open(self, digest: str) -> BinaryIO: ...
    def has(self, digest: str) -> bool: ...
    def size(self, digest: str) -> int: ...
    def verify(self, digest: str) -> bool: ...
    def digests(self) -> Iterator[str]: ...
    def old(self, age: timedelta) -> Iterator[str]: ...
    def remove(self, digest: str) -> None: ...
    def drop_unfinished(self, age: timedelta) -> int: ...
    def reach(self) -> None: ...


UNFINISHED = re.compile(r"\.[0-9a-f]{16}", re.ASCII)
"""The name of what is being written."""
_sure: set[Path] = set()
"""Folders whose names this process knows to be on the disk: at most 256 of a vault."""


class FolderStore:
    """A store in one folder of this machine, two levels deep by the digest's first two digits."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, data: bytes | Path) -> str:
        """The digest of `data`, which is on the disk when this returns. Putting it again changes nothing and heals."""
        content = data.read_bytes() if isinstance(data, Path) else data
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if self.verify(digest):
            # Somebody else's: its name may not be on the disk yet, though the bytes are.
            self._make(path.parent)
            _sync(path.parent)
        else:
            self._write(path, content)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes, checked against their name; Missing or Damaged otherwise."""
        with self.open(digest) as file:
            return undamaged(file.read(), digest)

    def open(self, digest: str) -> BinaryIO:
        """The bytes as a file, unchecked, for whoever reads them piece by piece."""
        try:
            return self.path(digest).open("rb")
        except FileNotFoundError:
            raise Missing(digest) from None

    def has(self, digest: str) -> bool:
        return self.path(digest).is_file()

    def size(self, digest: str) -> int:
        """In bytes; Missing where there are none."""
        try:
            return self.path(digest).stat().st_size
        except FileNotFoundError:
            raise Missing(digest) from None

    def verify(self, digest: str) -> bool:
        """Whether the bytes are here and still are what their name says."""
        try:
            with self.path(digest).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == digest
        except FileNotFoundError:
            return False

    def digests(self) -> Iterator[str]:
        """All that is kept; what was never finished has a name of its own and is none."""
        for path in sorted(self._root.glob("??/*")):
            if DIGEST.fullmatch(path.name):
                yield path.name

    def old(self, age: timedelta) -> Iterator[str]:
        """Those that were put longer ago than that, by the clock of the disk they lie on."""
        before = self._now() - age.total_seconds()
        for digest in self.digests():
            if _changed_at(self.path(digest)) < before:
                yield digest

    def drop_unfinished(self, age: timedelta) -> int:
        """Take away what was begun longer ago than that and never got its name; how many."""
        before, gone = self._now() - age.total_seconds(), 0
        for path in sorted(self._root.glob("??/.*")):
            if UNFINISHED.fullmatch(path.name) and _changed_at(path) < before:
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def remove(self, digest: str) -> None:
        """Take the bytes away, for erasure under law or where nothing names them; what isn't there is gone already."""
        path = self.path(digest)
        if path.exists():
            path.unlink()
            _sync(path.parent)

    def reach(self) -> None:
        """Raise Away unless we can write here. A folder that isn't made yet is made by the first file."""
        folder = next(one for one in (self._root, *self._root.parents) if one.exists())
        if not os.access(folder, os.W_OK | os.X_OK):
            raise Away(f"{folder} can't be written")

    def path(self, digest: str) -> Path:
        """Where the bytes are or would be; ValueError for what is no digest, so that no other path can be asked for."""
        return self._root / checked(digest)[:2] / digest

    def _now(self) -> float:
        """What time a file would bear that came now: ours may be another machine's disk."""
        if not self._root.is_dir():
            return 0.0
        with tempfile.TemporaryFile(dir=self._root) as file:
            return os.fstat(file.fileno()).st_mtime

    def _write(self, path: Path, content: bytes) -> None:
        """All or nothing: whole under a temporary name and on the disk, then renamed, then the name on the disk."""
        self._make(path.parent)
        temporary = path.parent / f".{secrets.token_hex(8)}"
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o400)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.rename(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync(path.parent)

    def _make(self, folder: Path) -> None:
        """The folder with its own name on the disk. That another process made it doesn't say that it got so far."""
        if folder not in _sure or not folder.is_dir():
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
            _sync(self._root.parent)
            _sync(self._root)
            _sure.add(folder)


def _changed_at(path: Path) -> float:
    """Never, in effect, where it is gone already."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def vault_root() -> Path:
    """The folder that the setting VAULT names."""
    return Path(settings.VAULT)


def vault_store() -> Store:
    """The store this site keeps its evidence in: the bucket that the setting VAULT_S3 names, else the folder."""
    bucket = getattr(settings, "VAULT_S3", None)
    if bucket:
        from ombud.vault.store_s3 import Bucket, S3Store

        return S3Store(Bucket(**bucket))
    return FolderStore(vault_root())
