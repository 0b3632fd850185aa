"""The keys under which files lie in the store: one for each file's each content, itself encrypted as it is kept.

What wraps them are this installation's word keys, the first of which wraps while all open. A wrapped key is bound to
platform, file and digest: in another row it opens nothing. Destroying the row leaves nothing that opens the bytes.
"""

import os
from functools import cache
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from ombud.ledger.renewing import Sealed
from ombud.vault.stored import Damaged

NONCE_BYTES, KEY_BYTES = 12, 32
OF_FILE = "SELECT sha256, blob, size_bytes, key FROM file_key WHERE platform = %s AND file = %s"


class Shut(Damaged):
    """None of this installation's keys opens the key: those that did are not given any more, or it was changed."""


class FileKey(NamedTuple):
    """Where one content of a file lies in the store, and its key as it is kept; empty once law had it destroyed."""

    sha256: str
    """Of the plain bytes, as the record has it."""
    blob: str
    """Its name in the store: the digest of what lies there."""
    size_bytes: int
    """Of the plain bytes."""
    key: bytes


def new_key() -> bytes:
    """A key that seals one thing."""
    return os.urandom(KEY_BYTES)


def wrapped(raw: bytes, platform: int, file: UUID, sha256: str) -> bytes:
    """The key as it is kept, for this place alone."""
    return _lock(_ours()[0], raw, _place(platform, file, sha256))


def unwrapped(kept: bytes, platform: int, file: UUID, sha256: str) -> bytes:
    """The key as it opens. Raises Shut."""
    return _found(kept, _place(platform, file, sha256))[0]


def renewed(kept: bytes, platform: int, file: UUID, sha256: str) -> bytes | None:
    """The same key under the installation's key in use; None where it lies under that already. Raises InvalidTag."""
    place = _place(platform, file, sha256)
    try:
        raw, under = _found(kept, place)
    except Shut as shut:
        raise InvalidTag from shut
    return _lock(_ours()[0], raw, place) if under else None


FILE_KEYS = Sealed(
    "keys of files",
    "SELECT platform, file, sha256, key FROM file_key WHERE (platform, file, sha256) > (%s, %s, %s) AND key <> '' "
    "ORDER BY platform, file, sha256 LIMIT %s",
    "UPDATE file_key SET key = %s WHERE platform = %s AND file = %s AND sha256 = %s AND key = %s",
    (-(2**31), UUID(int=0), ""),
    lambda row: renewed(bytes(row[3]), *row[:3]),
)
"""A row that was erased meanwhile stays as it is."""


def _found(kept: bytes, place: bytes) -> tuple[bytes, int]:
    """The key, and which of ours opens it."""
    for number, ours in enumerate(_ours()):
        try:
            return ours.decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], place), number
        except (InvalidTag, ValueError):
            continue
    raise Shut("no key of this installation opens it")


def _lock(cipher: AESGCM, raw: bytes, place: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, raw, place)


def _place(platform: int, file: UUID, sha256: str) -> bytes:
    return f"{platform}/{file}/{sha256}".encode()


def _ours() -> tuple[AESGCM, ...]:
    """This installation's keys, the one in use first."""
    return _derived(tuple(settings.WORD_KEYS))


@cache
def _derived(secrets: tuple[str, ...]) -> tuple[AESGCM, ...]:
    """Keys of the right length from whatever was given as one (RFC 5869); others than those that wrap words' keys."""
    info = b"ombud.vault.file_keys"
    keys = (HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=info).derive(one.encode()) for one in secrets)
    return tuple(AESGCM(one) for one in keys)
