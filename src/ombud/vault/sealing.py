"""Encrypts the numbers by which authorities know people and companies, and opens them for who may see them.

They lie beside their case, each sealed for its own place there.
"""

from ombud.ledger.sealing import CantOpen, is_sealed, seal, unseal

__all__ = ["CantOpen", "is_sealed", "place_of", "seal", "unseal"]


def place_of(stream: str, digest: str) -> str:
    """Where words lie: what they are sealed for. The digest is salted, so no two are alike."""
    return f"{stream}/{digest}"
