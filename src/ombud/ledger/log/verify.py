"""Checks receipts and records by what they hold alone: no database, no network.

`standalone.py` beside this does the same in a file of its own, for whoever would rather read 200 lines than trust us; a
test holds both to the same findings.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from ombud.ledger.canonical import START, chained
from ombud.ledger.log import merkle
from ombud.ledger.log.checkpoint import Promise, SignedCheckpoint, read_checkpoint, read_promise, written_at
from ombud.ledger.log.handover import followed
from ombud.ledger.log.note import BadNote, NotSigned, Verifier, plain, read_verifier
from ombud.ledger.log.papers import (
    ABSENT,
    RECEIPT,
    RECORD,
    Absent,
    Consistency,
    PaperEvent,
    PaperStream,
    Receipt,
    Record,
)

GRACE = timedelta(seconds=60)
"""How soon a promised event must be in the log."""
Files = Callable[[str], bytes | None]
"""The bytes of a file of the archive by its path; None where it isn't there."""


class Finding(NamedTuple):
    """One thing that was looked at."""

    grade: str
    """`ok`, `bad`, `open` for what can't be told from what was given, `note` for what is only said."""
    code: str
    about: str = ""


class Held(NamedTuple):
    """What whoever checks has from elsewhere."""

    keys: tuple[Verifier, ...] = ()
    checkpoint: str = ""
    """A checkpoint that came by another way, from a witness or from an earlier day."""
    consistency: Consistency | None = None
    """The log's proof between that checkpoint and the one in the paper."""


class Broken(Exception):
    """The paper can't be read as what it says it is."""


def examine(paper: bytes, files: Files, held: Held = Held()) -> list[Finding]:  # noqa: B008 - an immutable default
    """Everything that can be said of a paper, in the order in which it was looked at."""
    found: list[Finding] = []
    try:
        for one in _examined(paper, files, held):
            found.append(one)  # noqa: PERF402 - what was found before a failure counts too
    except NotSigned:
        found.append(Finding("bad", "not-signed"))
    except (Broken, BadNote, msgspec.MsgspecError, ValueError, KeyError, RecursionError):
        found.append(Finding("bad", "unreadable"))
    return found


def verdict(findings: Sequence[Finding]) -> int:
    """0 where all holds, 1 where something doesn't, 2 where something can't be told."""
    grades = {one.grade for one in findings}
    return 1 if "bad" in grades else 2 if "open" in grades else 0


def _examined(paper: bytes, files: Files, held: Held) -> Iterator[Finding]:
    form = msgspec.json.decode(paper, type=dict[str, Any]).get("form")
    if form == RECEIPT:
        yield from _receipt(msgspec.json.decode(paper, type=Receipt), held)
    elif form == RECORD:
        yield from _record(msgspec.json.decode(paper, type=Record), files, held)
    else:
        raise Broken


def _known(paper: Receipt | Record, held: Held) -> Generator[Finding, None, tuple[Verifier, ...]]:
    """The keys that whoever checks has, else those of the paper itself; and those that one of them handed over to."""
    keys = held.keys or tuple(read_verifier(one) for one in paper.keys)
    if not held.keys:
        yield Finding("note", "key-from-paper", ", ".join(paper.keys))
    for one, vouched, known in followed(keys, () if isinstance(paper.handovers, Absent) else paper.handovers):
        keys = known
        about = f"{one.old.name} {one.new.name} {one.size} {written_at(one.at)}"
        yield Finding("ok", "key-followed", about) if vouched else Finding("note", "key-not-vouched-for", about)
    return keys


def _receipt(receipt: Receipt, held: Held) -> Iterator[Finding]:
    keys = yield from _known(receipt, held)
    promise = read_promise(receipt.promise, keys)
    yield Finding("ok", "promise-signed", f"{promise.stream} {promise.seq}")
    same = (promise.origin, promise.stream, promise.seq, promise.hash.hex())
    if same != (receipt.origin, receipt.stream, receipt.seq, receipt.hash):
        yield Finding("bad", "promise-of-another-event", f"{receipt.stream} {receipt.seq}")
    if isinstance(receipt.checkpoint, Absent):
        yield from _unkept(promise, keys, held)
        return
    signed = _checkpoint(receipt.checkpoint, receipt.origin, keys)
    yield _signed(signed)
    event = PaperEvent(seq=receipt.seq, hash=receipt.hash, leaf=receipt.leaf, proof=receipt.proof)
    yield _in_log(receipt.stream, event, signed)
    yield from _against(signed, keys, held)


def _record(record: Record, files: Files, held: Held) -> Iterator[Finding]:
    keys = yield from _known(record, held)
    if not record.streams or not all(stream.events for stream in record.streams):
        raise Broken  # what shows nothing must not be said to hold
    signed = None
    if not isinstance(record.checkpoint, Absent):
        signed = _checkpoint(record.checkpoint, record.origin, keys)
        yield _signed(signed)
    for stream in record.streams:
        yield _chain(stream.stream, stream.events)
        yield from _unbound(stream)
        for event in stream.events:
            yield _in_log(stream.stream, event, signed)
    yield from _beside(record, files)
    if signed is not None:
        yield from _against(signed, keys, held)


def _beside(record: Record, files: Files) -> Iterator[Finding]:
    """Words and files, which events name by their hashes."""
    events = (event for stream in record.streams for event in stream.events)
    bodies = (str(event.body) for event in events if event.body is not ABSENT)
    # Not what stands around the event: a command's key is whatever its sender wanted it to be.
    named = {word for body in bodies for word in _strings(msgspec.json.decode(body, type=dict[str, Any])["event"])}
    for words in record.words:
        fits = sha256(plain(words.salt) + words.text.encode()).hexdigest() == words.digest
        yield Finding("ok" if fits and words.digest in named else "bad", "words", words.digest)
    for file in record.files:
        data = files(file.path)
        if data is None:
            yield Finding("open", "file-absent", file.path)
        elif sha256(data).hexdigest() != file.sha256:
            yield Finding("bad", "file", file.path)
        else:
            known = file.sha256 in named
            yield Finding("ok" if known else "note", "file" if known else "file-not-named", file.path)


def _checkpoint(note: str, origin: str, keys: Sequence[Verifier]) -> SignedCheckpoint:
    signed = read_checkpoint(note, keys)
    if signed.checkpoint.origin != origin:
        raise BadNote("the checkpoint is of another log")
    return signed


def _signed(signed: SignedCheckpoint) -> Finding:
    when = f" {signed.at.isoformat()}" if signed.at else ""
    return Finding("ok", "checkpoint-signed", f"{signed.checkpoint.size}{when}")


def _in_log(stream: str, event: PaperEvent, signed: SignedCheckpoint | None) -> Finding:
    about = f"{stream} {event.seq}"
    hashed = _hash(event)
    if isinstance(event.leaf, Absent) or isinstance(event.proof, Absent) or signed is None:
        return Finding("open", "not-in-log-yet", about)
    leaf = merkle.leaf(hashed)
    proof = [plain(one) for one in event.proof]
    checkpoint = signed.checkpoint
    held = merkle.includes(checkpoint.root, checkpoint.size, event.leaf, leaf, proof)
    return Finding("ok" if held else "bad", "in-log", f"{about} {event.leaf}")


def _chain(stream: str, events: Sequence[PaperEvent]) -> Finding:
    head = START
    for number, event in enumerate(events, 1):
        hashed = _hash(event)
        if event.seq != number or (not isinstance(event.body, Absent) and not _is_next(stream, event, head, hashed)):
            return Finding("bad", "chain", f"{stream} {number}")
        head = hashed
    return Finding("ok", "chain", f"{stream} {len(events)}")


def _is_next(stream: str, event: PaperEvent, head: bytes, hashed: bytes) -> bool:
    body = str(event.body)
    told = msgspec.json.decode(body, type=dict[str, Any])
    return chained(head, body.encode()) == hashed and (told.get("stream"), told.get("seq")) == (stream, event.seq)


def _unbound(stream: PaperStream) -> Iterator[Finding]:
    """Hashes behind the last body: no body says that they belong to this thing and not to another."""
    shown = [event.seq for event in stream.events if event.body is not ABSENT]
    last = max(shown, default=0)
    if last < len(stream.events):
        yield Finding("note", "only-hashes", f"{stream.stream} {last + 1} {len(stream.events)}")


def _strings(value: Any) -> Iterator[str]:
    """Every text in an event, without the names of its fields."""
    if isinstance(value, str):
        yield value
    inside: Iterable[Any] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inside:
        yield from _strings(one)


def _hash(event: PaperEvent) -> bytes:
    """The event's hash, which can be written in one way only."""
    hashed = bytes.fromhex(event.hash)
    if hashed.hex() != event.hash:
        raise Broken
    return hashed


def _unkept(promise: Promise, keys: Sequence[Verifier], held: Held) -> Iterator[Finding]:
    """A promise alone: that it was given is proved; that it was broken is not, as long as only its holder says so."""
    if not held.checkpoint:
        yield Finding("open", "not-in-log-yet", f"{promise.stream} {promise.seq}")
        return
    later = read_checkpoint(held.checkpoint, keys)
    yield _signed(later)
    overdue = later.at is not None and later.at > promise.at + GRACE
    yield Finding("open", "promise-overdue" if overdue else "not-in-log-yet", f"{promise.stream} {promise.seq}")


def _against(signed: SignedCheckpoint, keys: Sequence[Verifier], held: Held) -> Iterator[Finding]:
    """The paper's checkpoint beside one that came by another way."""
    if not held.checkpoint:
        return
    other = read_checkpoint(held.checkpoint, keys).checkpoint
    if other.origin != signed.checkpoint.origin:
        yield Finding("note", "other-name", f"{other.origin} {signed.checkpoint.origin}")
    old, new = sorted((other, signed.checkpoint), key=lambda one: one.size)
    about = f"{old.size} {new.size}"
    if old.size == new.size:
        yield Finding("ok" if old.root == new.root else "bad", "same-log", about)
    elif held.consistency is None or (held.consistency.old, held.consistency.size) != (old.size, new.size):
        yield Finding("open", "proof-between-needed", about)
    else:
        proof = [plain(one) for one in held.consistency.proof]
        fits = merkle.consistent(old.size, old.root, new.size, new.root, proof)
        yield Finding("ok" if fits else "bad", "same-log", about)
