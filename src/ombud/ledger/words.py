"""Words beside the record, encrypted by a key for each person in each case: sealing them, and opening them again.

AES-256-GCM. The key is random and lies in `word_key`, itself encrypted under a key of this installation; destroying
its row leaves nothing that could open what the person wrote there, wherever copies of it lie. The salt of a hash lies
inside too: without it nobody can try out whether a hash in the record is that of a guess.
"""

import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ombud.ledger.connection import rows

FORM = b"\x01"
"""How sealed words begin, so that another way can be told from this one."""
NONCE_BYTES, KEY_BYTES = 12, 32
PLACE = b"word key"
KEPT = "w.digest, w.body, k.key, w.erased_on"
"""What `opened` needs of `kept_words AS w` with KEY."""
KEY = "LEFT JOIN word_key k ON k.platform = w.platform AND k.person = w.person AND k.stream = w.stream"
ALL = f"SELECT w.stream, {KEPT} FROM kept_words w {KEY} WHERE w.platform = %s AND w.stream = ANY(%s)"  # noqa: S608 - constants
SOME = f"{ALL} AND w.digest = ANY(%s)"
Run = Callable[[str, Any], Sequence[Any]]


class Said(NamedTuple):
    """Words as they lie beside the record."""

    stream: str
    digest: str
    text: str
    salt: bytes
    erased_on: date | None = None
    """The day law erased them, in the platform's zone: there is no text any more."""

    @property
    def shown(self) -> str:
        """What a page shows: the words, or that they were erased."""
        return erased(self.erased_on) if self.erased_on else self.text


def erased(on: date) -> str:
    """What stands in the place of words, or of a file, that law has erased: in the language of the page."""
    return _("[erased under law on %(date)s]") % {"date": date_format(on, "DATE_FORMAT")}


class Key(NamedTuple):
    """A key for what a person says in a case: encrypted as it is kept, and as it opens and seals."""

    kept: bytes
    cipher: AESGCM


def new_key() -> Key:
    """One that nobody has yet."""
    raw = os.urandom(KEY_BYTES)
    return Key(_lock(_ours()[0], raw, PLACE), AESGCM(raw))


def read_key(kept: bytes) -> Key:
    """One that is kept. Raises InvalidTag where none of this installation's keys opens it."""
    for ours in _ours():
        try:
            return Key(kept, AESGCM(_unlock(ours, kept, PLACE)))
        except InvalidTag:
            continue
    raise InvalidTag


def renewed(kept: bytes) -> bytes | None:
    """The same key under the installation's key that is in use now; None where it lies under that already. Raises
    InvalidTag."""
    first, *_rest = _ours()
    try:
        _unlock(first, kept, PLACE)
    except InvalidTag:
        for ours in _rest:
            try:
                return _lock(first, _unlock(ours, kept, PLACE), PLACE)
            except InvalidTag:
                continue
        raise
    return None


def seal_words(key: Key, digest: str, salt: bytes, body: bytes) -> bytes:
    """Words as they are kept: for the place that their hash has in the record."""
    return FORM + _lock(key.cipher, bytes([len(salt)]) + salt + body, digest.encode())


def opened(digest: str, body: bytes | None, key: bytes | None, erased_on: date | None) -> str:
    """What a page shows of one row; empty where there is none, or nothing opens it."""
    if body is None:
        return ""
    return said_of("", digest, body, key, erased_on).shown


def said_of(stream: str, digest: str, body: bytes, key: bytes | None, erased_on: date | None) -> Said:
    """One row, opened; without text where it is erased, or where its key doesn't open it."""
    if erased_on is not None or key is None:
        return Said(stream, digest, "", b"", erased_on)
    try:
        return _open(stream, digest, body, read_key(bytes(key)))
    except (InvalidTag, ValueError):
        return Said(stream, digest, "", b"")


def holds(digest: str, body: bytes, key: bytes | None) -> bool:
    """Whether the key opens these words, which GCM only lets it where they were sealed for this hash."""
    if key is None:
        return False
    try:
        _open("", digest, body, read_key(key))
    except (InvalidTag, ValueError):
        return False
    return True


def said(platform: int, streams: Sequence[str], digests: Sequence[str] | None = None, run: Run = rows) -> list[Said]:
    """All words of these streams, or those with these hashes, erased ones without text."""
    asked: tuple[Any, ...] = (platform, list(streams))
    found = run(ALL, asked) if digests is None else run(SOME, (*asked, list(digests)))
    made, keys = [], dict[bytes, Key]()
    for stream, digest, body, key, erased_on in found:
        if erased_on is not None or key is None:
            made.append(Said(stream, digest, "", b"", erased_on))
            continue
        try:
            wrapped = bytes(key)
            if wrapped not in keys:
                keys[wrapped] = read_key(wrapped)
            made.append(_open(stream, digest, body, keys[wrapped]))
        except (InvalidTag, ValueError):
            made.append(Said(stream, digest, "", b""))
    return made


def words_of(platform: int, *streams: str, digests: Sequence[str] | None = None) -> dict[str, str]:
    """What pages show of these streams by hash: the words, or that law has erased them."""
    return {one.digest: one.shown for one in said(platform, streams, digests)}


def texts_of(platform: int, *streams: str, digests: Sequence[str] | None = None) -> dict[str, str]:
    """The bare words by hash, for what isn't a page: nothing stands for those that are erased."""
    return {one.digest: one.text for one in said(platform, streams, digests) if one.text}


def _open(stream: str, digest: str, body: bytes, key: Key) -> Said:
    plain = _unlock(key.cipher, bytes(body)[len(FORM) :], digest.encode())
    end = 1 + plain[0]
    return Said(stream, digest, plain[end:].decode(), plain[1:end])


def _lock(cipher: AESGCM, plain: bytes, place: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, place)


def _unlock(cipher: AESGCM, sealed: bytes, place: bytes) -> bytes:
    return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place)


def _ours() -> tuple[AESGCM, ...]:
    """This installation's keys, the one in use first."""
    return _derived(tuple(settings.WORD_KEYS))


@cache
def _derived(secrets: tuple[str, ...]) -> tuple[AESGCM, ...]:
    """Keys of the right length from whatever was given as one (RFC 5869)."""
    info = b"ombud.ledger.words"
    keys = (HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=info).derive(one.encode()) for one in secrets)
    return tuple(AESGCM(one) for one in keys)
