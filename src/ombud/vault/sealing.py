"""Encrypts the numbers by which authorities know people and companies, and opens them for who may see them.

AES-256-GCM with a key of this installation; what is sealed is bound to its place (stream and digest), so that
a row copied to another place opens nothing.
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
    try:
        raw = base64.urlsafe_b64decode(sealed.removeprefix(MARK).encode())
    except ValueError:
        raise CantOpen from None
    for key in settings.SEAL_KEYS:
        try:
            return AESGCM(_key(key)).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()).decode()
        except (InvalidTag, ValueError):
            continue
    raise CantOpen


def place_of(stream: str, digest: str) -> str:
    """Where words lie: what they are sealed for. The digest is salted, so no two are alike."""
    return f"{stream}/{digest}"


@cache
def _key(secret: str) -> bytes:
    """A key of the right length from whatever was given as one (RFC 5869)."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=b"ombud.vault.sealing").derive(secret.encode())
