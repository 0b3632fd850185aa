"""`python -m tests.power.driver ROOT SEED [FAULT]`: keeps files in a vault from three threads; says what it was told.

What it acknowledges goes into a file beside the vault by one write, so that it stands in the same order as all else
that was asked of the disk.
"""

import os
import random
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ombud.vault import store as stores
from ombud.vault.store import FolderStore

FILES, THREADS = 24, 3
SLOW_SECONDS = 0.002
"""As long as a real disk takes to put a name down: meanwhile others see the name and may rely on it."""
SIZES = (1, 500, 5_000, 60_000)


class _NoFolderSync(FolderStore):
    """The name isn't put on the disk."""

    def _write(self, path: Path, content: bytes) -> None:
        sync, stores._sync = stores._sync, lambda _folder: None
        try:
            super()._write(path, content)
        finally:
            stores._sync = sync


class _NoFileSync(FolderStore):
    """The bytes aren't put on the disk before they get their name."""

    def _write(self, path: Path, content: bytes) -> None:
        sync, os.fsync = os.fsync, lambda _handle: None  # type: ignore[assignment]
        try:
            super()._write(path, content)
        finally:
            os.fsync = sync


class _InPlace(FolderStore):
    """Written under its own name, bit by bit."""

    def _write(self, path: Path, content: bytes) -> None:
        self._make(path.parent)
        with path.open("wb") as file:
            file.write(content)


class _NoRootSync(FolderStore):
    """A new folder's own name isn't put on the disk."""

    def _make(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


class _Trusting(FolderStore):
    """What is there is taken for kept, whether or not its name is on the disk yet."""

    def put(self, data: bytes | Path) -> str:
        assert isinstance(data, bytes)
        digest = stores.hashlib.sha256(data).hexdigest()
        if not self.verify(digest):
            self._write(self.path(digest), data)
        return digest


FAULTS: dict[str, Callable[[Path], FolderStore]] = {
    "": FolderStore, "no folder sync": _NoFolderSync, "no file sync": _NoFileSync, "in place": _InPlace,
    "no root sync": _NoRootSync, "trusting": _Trusting,
}  # fmt: skip


def main() -> int:
    """Put all of it, more than one of each."""
    place, seed = Path(sys.argv[1]), int(sys.argv[2])
    vault = FAULTS[sys.argv[3] if len(sys.argv) > 3 else ""](place / "vault")
    chance = random.Random(seed)
    files = [chance.randbytes(chance.choice(SIZES)) for _ in range(FILES)]
    sync = stores._sync
    stores._sync = lambda folder: (time.sleep(SLOW_SECONDS), sync(folder))[1]
    told = os.open(place / "told", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    threads = [threading.Thread(target=_put, args=(vault, files, seed * 31 + n, told)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return 0


def _put(vault: FolderStore, files: list[bytes], seed: int, told: int) -> None:
    """All of them in an order of its own; two threads often bring the same bytes at once."""
    order: list[Any] = list(files)
    random.Random(seed // 7).shuffle(order)
    for data in order:
        try:
            digest = vault.put(data)
        except OSError as error:
            os.write(told, f"no {error.errno}\n".encode())
            continue
        os.write(told, f"{digest}\n".encode())


if __name__ == "__main__":
    sys.exit(main())
