"""What a file holds, in plain: its original and its pictures, opened with the file's own keys and checked.

What was kept before there were keys lies in plain under its own digest, until `ombud vault seal`.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO
from uuid import UUID

from ombud.ledger.connection import rows
from ombud.vault.file_keys import OF_FILE, FileKey, unwrapped
from ombud.vault.models import EvidenceFile
from ombud.vault.store import Store, vault_store
from ombud.vault.stored import Damaged, Missing
from ombud.vault.stream import opened

Run = Callable[[str, Any], Sequence[Any]]


class Contents:
    """One file's contents by the digests that its row and the record name."""

    def __init__(self, platform: int, file: UUID, store: Store | None = None, run: Run = rows) -> None:
        self._platform, self._file, self._run = platform, file, run
        self._store = store or vault_store()
        self._keys: dict[str, FileKey] | None = None

    def get(self, sha256: str) -> bytes:
        """The bytes, checked against their digest; Missing or Damaged otherwise."""
        with self.open(sha256) as file:
            content = file.read()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged(sha256)
        return content

    def open(self, sha256: str) -> BinaryIO:
        """The bytes as a file, for whoever reads them piece by piece: each piece is checked, the whole isn't."""
        key = self._key(sha256)
        if key is None:
            try:
                return self._store.open(sha256)
            except Missing:
                self._keys = None  # sealed in this moment?
                key = self._key(sha256)
                if key is None:
                    raise
        if not key.key:
            raise Missing(sha256)
        raw = unwrapped(key.key, self._platform, self._file, sha256)
        source = self._store.open(key.blob)
        try:
            return opened(source, raw, key.size_bytes)
        except Damaged:
            source.close()
            raise

    def _key(self, sha256: str) -> FileKey | None:
        if self._keys is None:
            found = (FileKey(*row) for row in self._run(OF_FILE, (self._platform, self._file)))
            self._keys = {one.sha256: one._replace(key=bytes(one.key)) for one in found}
        return self._keys.get(sha256)


def contents_of(file: EvidenceFile, store: Store | None = None) -> Contents:
    """Of this file."""
    return Contents(file.platform, file.id, store)
