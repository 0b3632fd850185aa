"""Laying down what belongs to one file: sealed and on the disk first, its keys written down with the row that names it.

Until then nobody could ever open it, so what a crash leaves behind tells nothing, and is swept away (`sweep.py`).
"""

import contextlib
import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from ombud.ledger.connection import rows
from ombud.vault.erase import digests_of
from ombud.vault.file_keys import OF_FILE, new_key, wrapped
from ombud.vault.models import EvidenceFile
from ombud.vault.store import Store, vault_store
from ombud.vault.stored import Away, Missing
from ombud.vault.stream import sealed

HELD = "SELECT 1 FROM evidence_file WHERE platform = %s AND id = %s AND erased_on IS NULL FOR SHARE"
"""Nobody can have it erased while its keys are being written down."""
SWEEPING = "SELECT pg_advisory_xact_lock{}(hashtext('sweeping the vault'))"
"""Shared by those who write keys down, each until it commits; whoever sweeps has it alone."""
PUT = """
INSERT INTO file_key (platform, file, sha256, blob, size_bytes, key, plain, at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (platform, file, sha256) DO NOTHING
"""


class Laid(NamedTuple):
    """One content as it lies in the store."""

    blob: str
    size_bytes: int
    raw: bytes


class Intake:
    """What is being laid down for one file, new or known: of a known one, `there` lies in the store sealed already, and
    `plain` still under its own digest."""

    def __init__(
        self, platform: int, file: UUID, store: Store, there: Collection[str] = (), plain: Collection[str] = ()
    ) -> None:
        self._platform, self._file, self._store = platform, file, store
        self._there, self._plain = there, plain
        self._laid: dict[str, Laid] = {}

    def put(self, data: bytes) -> str:
        """The digest of `data`, which is sealed and on the disk when this returns."""
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 not in self._there and sha256 not in self._laid:
            raw = new_key()
            self._laid[sha256] = Laid(self._store.put(sealed(raw, data)), len(data), raw)
        return sha256

    def write_down(self, cursor: Any, at: datetime) -> None:
        """The keys, in the transaction that names what was laid. Raises Missing where the file was erased meanwhile,
        and Away where what was laid is gone: nothing is ever named that isn't there."""
        if not self._laid:
            return
        cursor.execute(SWEEPING.format("_shared"))
        if not all(self._store.has(one.blob) for one in self._laid.values()):
            raise Away("what was laid down is gone")
        cursor.execute(HELD, (self._platform, self._file))
        if cursor.fetchone() is None:
            raise Missing(str(self._file))
        cursor.executemany(PUT, [
            (self._platform, self._file, sha256, one.blob, one.size_bytes,
             wrapped(one.raw, self._platform, self._file, sha256), sha256 in self._plain, at)
            for sha256, one in self._laid.items()
        ])  # fmt: skip

    def drop(self) -> None:
        """Take it all away again, as far as the store lets us: nothing names it."""
        for one in self._laid.values():
            with contextlib.suppress(Away, OSError):
                self._store.remove(one.blob)
        self._laid = {}


def intake_of(file: EvidenceFile, store: Store | None = None) -> Intake:
    """For more of a file that is kept."""
    there = {row[0] for row in rows(OF_FILE, (file.platform, file.id))}
    plain = digests_of(file) - there if file.sha256 not in there else set[str]()
    return Intake(file.platform, file.id, store or vault_store(), there, plain)
