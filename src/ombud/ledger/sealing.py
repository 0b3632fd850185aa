"""Encrypts short secrets that we must read again: numbers of people and companies, secrets of second factors.

AES-256-GCM with a key of this installation; what is sealed is bound to its place, so that a row copied to another
place opens nothing.
"""

import base64
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK = "sealed:"
"""What something sealed begins with, so that words that aren't are never taken for it."""
NONCE_BYTES, KEY_BYTES = 12, 32


class CantOpen(Exception):
    """None of our keys opens this here: it was sealed under another, for another place, or changed."""


def seal(text: str, place: str) -> str:
    """The text, encrypted for this place under the key in use. Sealing twice gives two different ones."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(_key(settings.SEAL_KEYS[0])).encrypt(nonce, text.encode(), place.encode())
    return MARK + base64.urlsafe_b64encode(nonce + sealed).decode()


def is_sealed(text: str) -> bool:
    """Whether this is something sealed."""
    return text.startswith(MARK)


def unseal(sealed: str, place: str) -> str:
    """What was sealed for this place. Raises CantOpen."""
    return _opened(sealed, place)[1]


def renewed(sealed: str, place: str) -> str | None:
    """The same, sealed under the key in use; None where it lies under that already. Raises CantOpen."""
    key, text = _opened(sealed, place)
    return None if key == settings.SEAL_KEYS[0] else seal(text, place)


def _opened(sealed: str, place: str) -> tuple[str, str]:
    """The key that opens it, and what was sealed."""
    try:
        raw = base64.urlsafe_b64decode(sealed.removeprefix(MARK).encode())
    except ValueError:
        raise CantOpen from None
    for key in settings.SEAL_KEYS:
        try:
            return key, AESGCM(_key(key)).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()).decode()
        except (InvalidTag, ValueError):
            continue
    raise CantOpen


@cache
def _key(secret: str) -> bytes:
    """A key of the right length from whatever was given as one (RFC 5869)."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=b"ombud.vault.sealing").derive(secret.encode())
