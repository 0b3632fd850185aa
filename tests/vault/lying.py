"""Where a file's contents lie in the store, and how they lay there before there were keys."""

from pathlib import Path

from ombud.ledger.connection import connection, rows
from ombud.vault.contents import contents_of
from ombud.vault.models import EvidenceFile
from ombud.vault.store import FolderStore, vault_store

BLOBS = "SELECT sha256, blob FROM file_key WHERE platform = %s AND file = %s"


def blobs_of(file: EvidenceFile) -> dict[str, str]:
    """By digest, the name under which it lies sealed."""
    return dict(rows(BLOBS, (file.platform, file.id)))


def path_of(file: EvidenceFile, sha256: str) -> Path:
    """Of one content, sealed."""
    store = vault_store()
    assert isinstance(store, FolderStore)
    return store.path(blobs_of(file)[sha256])


def lay_in_plain(file: EvidenceFile) -> None:
    """As it lay before there were keys: each content under its own digest, and no row about it."""
    store, contents = vault_store(), contents_of(file)
    for sha256, blob in blobs_of(file).items():
        assert store.put(contents.get(sha256)) == sha256
        store.remove(blob)
    connection().execute("DELETE FROM file_key WHERE platform = %s AND file = %s", (file.platform, file.id))
