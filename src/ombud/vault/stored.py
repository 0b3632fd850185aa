"""What every store of evidence bytes knows: names by digest, and the three ways in which bytes can't be had."""

import hashlib
import re

DIGEST = re.compile("[0-9a-f]{64}", re.ASCII)


class Missing(LookupError):
    """No bytes with this digest are kept here."""


class Damaged(Exception):
    """The bytes kept under this digest are no longer those that were put."""


class Away(Exception):
    """The store doesn't answer, or doesn't let us; a folder has the system's own errors for that."""


def checked(digest: str) -> str:
    """The digest, or ValueError for what is none: so no other path or name can ever be asked for."""
    if not DIGEST.fullmatch(digest):
        raise ValueError("not a SHA-256 in hexadecimal digits")
    return digest


def undamaged(content: bytes, digest: str) -> bytes:
    """The same bytes, which are what they are named after. Raises Damaged."""
    if hashlib.sha256(content).hexdigest() != digest:
        raise Damaged(digest)
    return content
