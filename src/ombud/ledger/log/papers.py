"""What leaves the house as proof, as JSON: a receipt of one event, and the record of a case inside an archive.

Both can be checked by whoever holds them, with `ombud verify` or with `verify.py` that lies in each archive, without
a database and without network. Hashes of events, words and files are hex; hashes of the tree are base64.
"""

from base64 import b64encode
from collections.abc import Sequence

import msgspec

RECEIPT, RECORD, CONSISTENCY = "ombud-receipt/1", "ombud-record/1", "ombud-consistency/1"
Absent = msgspec.UnsetType
ABSENT = msgspec.UNSET


class Receipt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That an event was recorded: at once as a promise, and with leaf, proof and checkpoint as soon as it is in."""

    form: str = RECEIPT
    origin: str
    """The log's name."""
    keys: tuple[str, ...]
    """Public keys of the log, the one in use first."""
    stream: str
    seq: int
    hash: str
    """The event's chained hash: it stands for the event and for all before it in its stream."""
    promise: str
    leaf: int | Absent = ABSENT
    proof: tuple[str, ...] | Absent = ABSENT
    checkpoint: str | Absent = ABSENT
    handovers: tuple[str, ...] | Absent = ABSENT
    """By which signed notes one key followed another, the first one first; absent where none did."""


class PaperEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One event of a stream: its body as it was written down where the reader may see it, else its hash alone."""

    seq: int
    hash: str
    body: str | Absent = ABSENT
    leaf: int | Absent = ABSENT
    """Absent while it isn't in the log yet."""
    proof: tuple[str, ...] | Absent = ABSENT


class PaperStream(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All events of one thing, from the first."""

    stream: str
    events: tuple[PaperEvent, ...]


class PaperWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that an event holds the salted hash of: SHA-256 over salt and text."""

    digest: str
    salt: str
    text: str


class PaperFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of the archive, or one that isn't in it and is named by its hash."""

    path: str
    sha256: str


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an archive proves."""

    form: str = RECORD
    origin: str
    keys: tuple[str, ...]
    checkpoint: str | Absent = ABSENT
    streams: tuple[PaperStream, ...]
    words: tuple[PaperWords, ...] = ()
    files: tuple[PaperFile, ...] = ()
    handovers: tuple[str, ...] | Absent = ABSENT


class Consistency(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That the log of one size is the beginning of the log of another."""

    form: str = CONSISTENCY
    origin: str
    old: int
    size: int
    proof: tuple[str, ...]


def coded(hashes: Sequence[bytes]) -> tuple[str, ...]:
    """Hashes of the tree as papers have them."""
    return tuple(b64encode(one).decode() for one in hashes)


def paper_bytes(paper: Receipt | Record | Consistency) -> bytes:
    """The file."""
    return msgspec.json.format(msgspec.json.encode(paper), indent=1) + b"\n"
