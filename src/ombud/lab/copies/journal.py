"""The file that a gallery's pictures are added to: append only, each record checked, one writer, many readers."""

import fcntl
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

MAGIC = b"ombud gallery 1\n"
_HEAD = struct.Struct("<cxHII")
"""Kind, bytes of the id, bytes of the data, CRC-32 of both."""
ADDED, REMOVED, ERASED = b"+", b"-", b"0"
DATA_MAX = 1_000_000


class Sealing(Protocol):
    """How data lie in the file."""

    def seal(self, data: bytes, start: int) -> bytes:
        """As they lie there, beginning at that byte."""

    def open(self, lies: bytes, start: int) -> bytes:
        """What was sealed for that place."""


class AsTheyAre:
    """In plain."""

    def seal(self, data: bytes, start: int) -> bytes:  # noqa: ARG002 - wherever it is
        """The same."""
        return data

    def open(self, lies: bytes, start: int) -> bytes:  # noqa: ARG002
        """The same."""
        return lies


PLAIN = AsTheyAre()


class Record(NamedTuple):
    """One line of it; `start` is where its data begin."""

    kind: bytes
    id: str
    start: int
    size: int
    end: int


class Journal:
    """`pictures.log` in a folder."""

    def __init__(self, folder: Path, sealing: Sealing = PLAIN) -> None:
        self._sealing = sealing
        self._path, self._lock = folder / "pictures.log", folder / "lock"
        if not self._path.exists():
            with self.writing():
                if not self._path.exists():
                    fresh = self._path.with_suffix(".new")
                    fresh.write_bytes(MAGIC)
                    fresh.replace(self._path)
        self._file = self._path.open("r+b", buffering=0)
        if self._file.read(len(MAGIC)) != MAGIC:
            raise ValueError(f"{self._path} is no gallery of this version")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One writer at a time, in this process and others."""
        with self._lock.open("a") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    def size(self) -> int:
        """Bytes of the file."""
        return os.fstat(self._file.fileno()).st_size

    def read(self, start: int, size: int) -> bytes:
        """Data of a record."""
        return self._sealing.open(self._lies(start, size), start)

    def after(self, position: int) -> Iterator[Record]:
        """All whole records from there on; the first begins after MAGIC. A torn one at the end isn't one."""
        at = position
        while len(head := self._lies(at, _HEAD.size)) == _HEAD.size:
            kind, id_size, size, check = _HEAD.unpack(head)
            start = at + _HEAD.size + id_size
            if size > DATA_MAX or kind not in (ADDED, REMOVED, ERASED):
                return
            body = self._lies(at + _HEAD.size, id_size + size)
            if len(body) < id_size + size or (kind != ERASED and zlib.crc32(body) != check):
                return
            at = start + size
            yield Record(kind, body[:id_size].decode(), start, size, at)

    def append(self, kind: bytes, id: str, data: bytes, end: int) -> Record:
        """Put a record at `end`, where the last whole one ends; whoever calls is writing."""
        name = id.encode()
        start = end + _HEAD.size + len(name)
        data = self._sealing.seal(data, start) if data else data
        if len(data) > DATA_MAX or len(name) > 1000:
            raise ValueError("too long for a gallery")
        written = _HEAD.pack(kind, len(name), len(data), zlib.crc32(name + data)) + name + data
        os.ftruncate(self._file.fileno(), end)
        os.pwrite(self._file.fileno(), written, end)
        os.fsync(self._file.fileno())
        return Record(kind, id, start, len(data), end + len(written))

    def erase(self, record_start: int, id: str, size: int) -> None:
        """Make what was kept of a picture unreadable, where it stands."""
        head = record_start - len(id.encode()) - _HEAD.size
        os.pwrite(self._file.fileno(), ERASED, head)
        os.pwrite(self._file.fileno(), bytes(size), record_start)
        os.fsync(self._file.fileno())

    def _lies(self, start: int, size: int) -> bytes:
        return os.pread(self._file.fileno(), size, start)
