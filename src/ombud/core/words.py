"""Free text on its way in: the words themselves, and the salted hash that alone goes into an event."""

from hashlib import sha256
from typing import NewType

Kept = NewType("Kept", str)
"""The salted hash of words that lie beside the record, hex. Law can erase the words; the chain still holds."""

NOTHING = Kept("")


class Words:
    """Text that somebody typed, with the hash under which it is kept. Made where a command is decoded."""

    __slots__ = ("kept", "salt", "text")

    def __init__(self, text: str, salt: bytes = b"") -> None:
        self.text = text
        self.salt = salt
        # surrogatepass: even text that no well-behaved client sends must have a hash.
        self.kept = Kept(sha256(salt + text.encode("utf-8", "surrogatepass")).hexdigest()) if text else NOTHING

    @property
    def blank(self) -> bool:
        """Whether there is nothing a person could read."""
        return not self.text.strip()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and other.text == self.text and other.salt == self.salt

    def __hash__(self) -> int:
        return hash((self.text, self.salt))

    def __repr__(self) -> str:
        return f"Words({self.text!r})"


class Secret(Words):
    """A number or a name that is kept encrypted: what lies beside the record can't be read without the key."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret(…)"


EMPTY = Words("")
