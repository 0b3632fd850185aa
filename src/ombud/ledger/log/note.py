"""Signed notes (c2sp.org/signed-note): a text, an empty line, and a line for each Ed25519 signature under it.

A key signs in two ways: the text alone (type 1), and the text together with when it was signed (type 4,
c2sp.org/tlog-cosignature). Both bear the key's name and its short id.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PLAIN, TIMED = b"\x01", b"\x04"
PRIVATE = "PRIVATE+KEY+"
DASH = "— "
TIMED_TEXT = "cosignature/v1\ntime {}\n{}"
TIME_BYTES, KEY_BYTES, ID_BYTES = 8, 32, 4
SIGNATURES_MAX = 100
"""More than anybody signs a note with; it keeps a stranger's note from costing us."""


def plain(text: str) -> bytes:
    """The bytes behind base64 that is written in the one way there is. Raises BadNote."""
    try:
        data = b64decode(text, validate=True)
    except ValueError as error:
        raise BadNote("this isn't base64") from error
    if b64encode(data).decode() != text:
        raise BadNote("this isn't base64 as it is written")
    return data


class BadNote(ValueError):
    """What was given isn't a signed note, or none of the known keys signed it; the text says which."""


class NotSigned(BadNote):
    """It is a note, and none of the known keys signed it as it stands."""


class Verifier(NamedTuple):
    """A key that notes are checked with."""

    name: str
    key: bytes

    def __str__(self) -> str:
        """The key in one line, as others keep it: name, id and key with plus signs between."""
        return f"{self.name}+{self.id().hex()}+{b64encode(PLAIN + self.key).decode()}"

    def id(self, kind: bytes = PLAIN) -> bytes:
        """What a signature line names the key by, beside its name."""
        return sha256(self.name.encode() + b"\n" + kind + self.key).digest()[:ID_BYTES]

    def holds(self, text: str, kind: bytes, signature: bytes) -> bool:
        """Whether the key made this signature of the text."""
        if kind == TIMED:
            when, signature = int.from_bytes(signature[:TIME_BYTES], "big"), signature[TIME_BYTES:]
            text = TIMED_TEXT.format(when, text)
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


class Signer:
    """A key that signs notes."""

    def __init__(self, name: str, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self._seed = seed
        self.verifier = Verifier(name, self._key.public_key().public_bytes_raw())

    def __str__(self) -> str:
        """The secret key in one line, as `read_signer` reads it."""
        name, id = self.verifier.name, self.verifier.id().hex()
        return f"{PRIVATE}{name}+{id}+{b64encode(PLAIN + self._seed).decode()}"

    def __repr__(self) -> str:
        return f"Signer({self.verifier.name!r}, …)"

    def line(self, text: str, at: datetime | None = None) -> str:
        """The signature's line: of the text alone, or with the instant where one is given."""
        if at is None:
            kind, signature = PLAIN, self._key.sign(text.encode())
        else:
            when = int(at.timestamp())
            kind = TIMED
            signature = when.to_bytes(TIME_BYTES, "big") + self._key.sign(TIMED_TEXT.format(when, text).encode())
        return f"{DASH}{self.verifier.name} {b64encode(self.verifier.id(kind) + signature).decode()}\n"


class Opened(NamedTuple):
    """A note of which at least one known key's signature holds."""

    text: str
    by: tuple[Verifier, ...]
    at: datetime | None
    """When it was signed, as far as a known key says so: the latest instant."""


def signed(text: str, signers: Iterable[Signer], at: datetime | None = None) -> str:
    """The note; with an instant each key signs a second time, together with it."""
    assert text.endswith("\n")
    lines = [one.line(text, when) for one in signers for when in ((None, at) if at else (None,))]
    return f"{text}\n{''.join(lines)}"


def opened(note: str, verifiers: Sequence[Verifier]) -> Opened:
    """The note's text, once a known key is seen to have signed it. Raises BadNote; unknown signatures say nothing."""
    text, lines = _parts(note)
    by: list[Verifier] = []
    times: list[int] = []
    known = {(one.name, one.id(kind)): (one, kind) for one in verifiers for kind in (PLAIN, TIMED)}
    for name, id, signature in lines:
        if (name, id) not in known:
            continue
        key, kind = known[name, id]
        if not key.holds(text, kind, signature):
            raise NotSigned(f"the signature of {name} doesn't hold")
        if kind == PLAIN:
            by.append(key)
        else:
            times.append(int.from_bytes(signature[:TIME_BYTES], "big"))
    if not by:
        raise NotSigned("none of the known keys signed it")
    at = datetime.fromtimestamp(max(times), UTC) if times else None
    return Opened(text, tuple(by), at)


def read_verifier(line: str) -> Verifier:
    """The key in this line. Raises BadNote."""
    name, id, key = _key_parts(line)
    found = Verifier(name, key)
    if found.id().hex() != id:
        raise BadNote("the key's id isn't that of the key")
    return found


def read_signer(line: str) -> Signer:
    """The secret key in this line. Raises BadNote."""
    if not line.startswith(PRIVATE):
        raise BadNote("this isn't a secret key")
    name, id, seed = _key_parts(line.removeprefix(PRIVATE))
    found = Signer(name, seed)
    if found.verifier.id().hex() != id:
        raise BadNote("the key's id isn't that of the key")
    return found


def _key_parts(line: str) -> tuple[str, str, bytes]:
    try:
        name, id, coded = line.strip().split("+", 2)
        key = plain(coded)
    except ValueError as error:
        raise BadNote("a key is a name, an id and a key with plus signs between") from error
    if not name or name.split() != [name] or key[:1] != PLAIN or len(key) != 1 + KEY_BYTES:
        raise BadNote("this isn't an Ed25519 key with a name")
    return name, id, key[1:]


def _parts(note: str) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    text, between, under = note.rpartition("\n\n")
    if not between or not under.endswith("\n") or any(one < " " and one != "\n" for one in note):
        raise BadNote("this isn't a signed note")
    lines = under[:-1].split("\n")
    if len(lines) > SIGNATURES_MAX:
        raise BadNote("this note bears too many signatures")
    return f"{text}\n", [_line(one) for one in lines]


def _line(line: str) -> tuple[str, bytes, bytes]:
    name, _space, coded = line.removeprefix(DASH).partition(" ")
    signature = plain(coded)
    if not line.startswith(DASH) or not name or "+" in name or len(signature) <= ID_BYTES:
        raise BadNote("a signature's line can't be read")
    return name, signature[:ID_BYTES], signature[ID_BYTES:]
