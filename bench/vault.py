"""What sealing costs: a picture of 3 MB kept and read, sealed and in plain by turns, in a folder of this machine."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from bench.figure import Figure, middle
from ombud.vault.store import FolderStore
from ombud.vault.stream import KEY_BYTES, opened, sealed

SIZE_BYTES = 3_000_000
ROUNDS = 41


def figures(*, quick: bool = False) -> list[Figure]:
    """Milliseconds of each; the peer is the same picture in plain, as the vault kept it before."""
    rounds = 5 if quick else ROUNDS
    took: dict[str, list[float]] = {"write": [], "read": [], "write-plain": [], "read-plain": []}
    with tempfile.TemporaryDirectory(prefix="ombud-bench-vault-") as folder:
        store = FolderStore(Path(folder) / "vault")
        store.put(b"makes the folder")
        for _ in range(rounds):
            picture, key = os.urandom(SIZE_BYTES), os.urandom(KEY_BYTES)
            plain = _timed(took["write-plain"], lambda picture=picture: store.put(picture))
            blob = _timed(took["write"], lambda picture=picture, key=key: _keep(store, picture, key))
            _timed(took["read-plain"], lambda plain=plain: store.get(plain))
            assert _timed(took["read"], lambda blob=blob, key=key: _read(store, blob, key)) == plain
            store.remove(plain)
            store.remove(blob)
    how = f"the median of {rounds} pictures, each kept and read both ways in turn; without the database's part"
    return [
        Figure(f"vault-{what}", middle(took[what]), "ms", middle(took[f"{what}-plain"]), how=how)
        for what in ("write", "read")
    ]


def _keep(store: FolderStore, picture: bytes, key: bytes) -> str:
    """As an intake does it: the picture's own digest, sealed, put."""
    hashlib.sha256(picture).hexdigest()
    return store.put(sealed(key, picture))


def _read(store: FolderStore, blob: str, key: bytes) -> str:
    """As contents are got: opened piece by piece, and the whole compared with its digest."""
    with opened(store.open(blob), key, SIZE_BYTES) as file:
        return hashlib.sha256(file.read()).hexdigest()


def _timed(into: list[float], what: Callable[[], str]) -> str:
    start = perf_counter()
    found = what()
    into.append((perf_counter() - start) * 1000)
    return found
