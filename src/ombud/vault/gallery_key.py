"""The key under which pictures' descriptions lie in a machine's gallery: in its folder, wrapped as files' keys are.

A disk alone opens nothing then. Where none of the installation's keys opens it any more, the gallery is made anew.
"""

import os
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ombud.vault.file_keys import NONCE_BYTES, Shut, new_key, renewed, unwrapped, wrapped

NAME = "key"
ALL = UUID(int=0)
"""In the place of a file, where a key is bound to what it opens."""
WHAT = "gallery"


class Sealed:
    """AES-256-GCM, each description for its place in the file: moved or changed, it opens nothing."""

    def __init__(self, raw: bytes) -> None:
        self._cipher = AESGCM(raw)

    def seal(self, data: bytes, start: int) -> bytes:
        """As it lies there from that byte on."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, data, _place(start))

    def open(self, lies: bytes, start: int) -> bytes:
        """What was sealed for that place. Raises BadDescription."""
        from ombud.lab.copies.description import BadDescription

        try:
            return self._cipher.decrypt(lies[:NONCE_BYTES], lies[NONCE_BYTES:], _place(start))
        except (InvalidTag, ValueError):
            raise BadDescription("not what was sealed here") from None


def sealing_in(folder: Path, platform: int) -> Sealed | None:
    """How things lie in this folder; None where there is no key yet, or none of ours opens it. One that lies under an
    older key of the installation is put under that in use."""
    try:
        kept = (folder / NAME).read_bytes()
        raw = unwrapped(kept, platform, ALL, WHAT)
        if again := renewed(kept, platform, ALL, WHAT):
            _write(folder, again)
    except (FileNotFoundError, Shut):
        return None
    return Sealed(raw)


def begun(folder: Path, platform: int) -> Sealed:
    """A new key for an empty folder."""
    raw = new_key()
    _write(folder, wrapped(raw, platform, ALL, WHAT))
    return Sealed(raw)


def destroy(folder: Path) -> None:
    """Let nothing open what lies there."""
    (folder / NAME).unlink(missing_ok=True)


def _write(folder: Path, kept: bytes) -> None:
    fresh = folder / f"{NAME}.new"
    fresh.write_bytes(kept)
    fresh.replace(folder / NAME)


def _place(start: int) -> bytes:
    return start.to_bytes(8, "big")
