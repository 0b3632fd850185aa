"""Puts the record of some streams together for an archive: chain, places in the log with their proofs, words, files."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from ombud.ledger.connection import rows
from ombud.ledger.log import merkle
from ombud.ledger.log.note import Verifier
from ombud.ledger.log.papers import (
    ABSENT,
    PaperEvent,
    PaperFile,
    PaperStream,
    PaperWords,
    Record,
    coded,
)
from ombud.ledger.log.receipt import Kept, fetch_of, handovers, latest

EVENTS = """
SELECT e.stream, e.seq, e.hash, e.body, l.idx FROM event e
LEFT JOIN log_leaf l ON l.platform = e.platform AND l.stream = e.stream AND l.seq = e.seq
WHERE e.platform = %s AND e.stream = ANY(%s) ORDER BY e.stream, e.seq
"""
Shown = Callable[[str, int, bytes], bool]
"""Whether the reader may see the body of an event: (stream, seq, body)."""


class _Event(NamedTuple):
    stream: str
    seq: int
    hash: bytes
    body: bytes
    idx: int | None


def record_of(
    platform: int,
    streams: Sequence[str],
    keys: Sequence[Verifier],
    shown: Shown,
    words: Iterable[tuple[str, bytes, str]] = (),
    files: Mapping[str, str] | None = None,
) -> Record:
    """The record of these streams for one reader, each from its first event on.

    `keys` are the platform's (`accounts.log_keys.verifiers_of`), `words` are (digest, salt, text), `files` the path of
    each file in the archive with its SHA-256. Events that aren't in the log yet come without leaf and proof.
    """
    events = [
        _Event(stream, seq, bytes(hashed), bytes(body), idx)
        for stream, seq, hashed, body, idx in rows(EVENTS, (platform, list(streams)))
    ]
    checkpoint = latest(platform)
    proofs = _proofs(platform, events, checkpoint)
    return Record(
        origin=checkpoint.note.partition("\n")[0] if checkpoint else keys[0].name if keys else "",
        keys=tuple(str(one) for one in keys),
        checkpoint=checkpoint.note if checkpoint else ABSENT,
        streams=tuple(
            PaperStream(stream=stream, events=tuple(_paper(e, proofs, shown) for e in events if e.stream == stream))
            for stream in streams
        ),
        words=tuple(PaperWords(digest=d, salt=b64encode(salt).decode(), text=text) for d, salt, text in words),
        files=tuple(PaperFile(path=path, sha256=sha256) for path, sha256 in (files or {}).items()),
        handovers=handovers(platform, keys) or ABSENT,
    )


def _proofs(platform: int, events: Sequence[_Event], checkpoint: Kept | None) -> dict[int, list[bytes]]:
    if checkpoint is None:
        return {}
    places = [one.idx for one in events if one.idx is not None and one.idx < checkpoint.size]
    return merkle.inclusions(places, checkpoint.size, fetch_of(platform))


def _paper(event: _Event, proofs: Mapping[int, list[bytes]], shown: Shown) -> PaperEvent:
    told = shown(event.stream, event.seq, event.body)
    proof = proofs.get(-1 if event.idx is None else event.idx)
    return PaperEvent(
        seq=event.seq,
        hash=event.hash.hex(),
        body=event.body.decode() if told else ABSENT,
        leaf=event.idx if proof is not None and event.idx is not None else ABSENT,
        proof=coded(proof) if proof is not None else ABSENT,
    )
