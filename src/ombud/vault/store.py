"""Evidence bytes in a folder, named by their SHA-256: written once, never changed, checked when read."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

_DIGEST = frozenset("0123456789abcdef")


class Missing(LookupError):
    """No bytes with this digest are kept here."""


class Damaged(Exception):
    """The bytes kept under this digest are no longer those that were put."""


class Store(Protocol):
    """What a place for evidence bytes has to offer; a folder today, an object store where there are many machines."""

    def put(self, data: bytes | Path) -> str: ...
    def get(self, digest: str) -> bytes: ...
    def open(self, digest: str) -> BinaryIO: ...
    def has(self, digest: str) -> bool: ...
    def verify(self, digest: str) -> bool: ...
    def digests(self) -> Iterator[str]: ...


class FolderStore:
    """A store in one folder of this machine, two levels deep by the digest's first two digits."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, data: bytes | Path) -> str:
        """The digest of `data`, which is on the disk when this returns. Putting it again changes nothing and heals."""
        content = data.read_bytes() if isinstance(data, Path) else data
        digest = hashlib.sha256(content).hexdigest()
        if not (self.has(digest) and self.verify(digest)):
            self._write(self.path(digest), content)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes, checked against their name; Missing or Damaged otherwise."""
        with self.open(digest) as file:
            content = file.read()
        if hashlib.sha256(content).hexdigest() != digest:
            raise Damaged(digest)
        return content

    def open(self, digest: str) -> BinaryIO:
        """The bytes as a file, unchecked, for whoever reads them piece by piece."""
        try:
            return self.path(digest).open("rb")
        except FileNotFoundError:
            raise Missing(digest) from None

    def has(self, digest: str) -> bool:
        return self.path(digest).is_file()

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
            if len(path.name) == 64 and _DIGEST.issuperset(path.name):
                yield path.name

    def path(self, digest: str) -> Path:
        """Where the bytes are or would be; ValueError for what is no digest, so that no other path can be asked for."""
        if len(digest) != 64 or not _DIGEST.issuperset(digest):
            raise ValueError("not a SHA-256 in hexadecimal digits")
        return self._root / digest[:2] / digest

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
        if not folder.is_dir():
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
            _sync(self._root)


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
    """The store this site keeps its evidence in."""
    return FolderStore(vault_root())
