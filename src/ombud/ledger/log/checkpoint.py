"""What the platform signs of its log: checkpoints of all of it (c2sp.org/tlog-checkpoint), promises of one event."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from ombud.ledger.log.note import BadNote, Signer, Verifier, opened, plain, signed

PROMISE = "ombud-promise/1"
"""A promise's first line; a checkpoint's is its origin, which is a host with a path."""
HASH_BYTES = 32


class Checkpoint(NamedTuple):
    """The log at one size."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


class Promise(NamedTuple):
    """The platform's word that an event was recorded and enters the log."""

    origin: str
    stream: str
    seq: int
    hash: bytes
    at: datetime
    """When it happened, as the event itself says."""

    @property
    def text(self) -> str:
        """What is signed."""
        place = f"{self.stream} {self.seq}\n{b64encode(self.hash).decode()}\n{written_at(self.at)}\n"
        return f"{PROMISE}\n{self.origin}\n{place}"


class SignedCheckpoint(NamedTuple):
    """A checkpoint that a known key signed, and when, where it says so."""

    checkpoint: Checkpoint
    at: datetime | None


def sign_checkpoint(checkpoint: Checkpoint, signers: Iterable[Signer], at: datetime) -> str:
    """The checkpoint as a signed note that also says when it was signed."""
    return signed(checkpoint.text, signers, at)


def read_checkpoint(note: str, verifiers: Sequence[Verifier]) -> SignedCheckpoint:
    """The checkpoint in a note that one of these keys signed, a key of the log it is of. Raises BadNote."""
    found = opened(note, _of(note.partition("\n")[0], verifiers))
    return SignedCheckpoint(told(found.text), found.at)


def told(text: str) -> Checkpoint:
    """The checkpoint in a note's text, whoever signed it. Raises BadNote."""
    origin, _, rest = text.partition("\n")
    size, _, rest = rest.partition("\n")
    root = plain(rest.partition("\n")[0])
    natural = size.isascii() and size.isdigit() and size == str(int(size))
    if not origin or not natural or len(root) != HASH_BYTES:
        raise BadNote("this isn't a checkpoint")
    return Checkpoint(origin, int(size), root)


def sign_promise(promise: Promise, signer: Signer) -> str:
    """The promise as a signed note. The same event always gives the same one."""
    return signed(promise.text, [signer])


def read_promise(note: str, verifiers: Sequence[Verifier]) -> Promise:
    """The promise in a note that one of these keys signed, a key of the log it names. Raises BadNote."""
    lines = opened(note, _of("".join(note.split("\n")[1:2]), verifiers)).text.split("\n")
    try:
        form, origin, place, hashed, at, end = lines
        stream, seq = place.rsplit(" ", 1)
        found = Promise(origin, stream, int(seq), plain(hashed), datetime.fromisoformat(at))
    except ValueError as error:
        raise BadNote("this isn't a promise") from error
    if form != PROMISE or end or found.text != "\n".join(lines):
        raise BadNote("this isn't a promise")
    return found


def _of(origin: str, verifiers: Sequence[Verifier]) -> list[Verifier]:
    """The keys that bear a log's name: of whoever knows several logs, none may sign what another is said to hold."""
    return [one for one in verifiers if one.name == origin]


def written_at(at: datetime) -> str:
    """An instant in UTC to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
