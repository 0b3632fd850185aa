"""What happened in a case, as one party may read it: its events in order, with the words that lie beside them."""

from typing import Any, NamedTuple

import msgspec

from ombud.core.complaint.events import ComplaintEvent
from ombud.core.people import Party
from ombud.ledger.connection import rows
from ombud.ledger.words import words_of

EVENTS = "SELECT seq, body FROM event WHERE platform = %s AND stream = %s ORDER BY seq"


class _Body(msgspec.Struct):
    """As much of a written event as a reader needs."""

    audience: tuple[str, ...]
    event: ComplaintEvent
    via: str = ""


_read = msgspec.json.Decoder(_Body).decode


class Entry(NamedTuple):
    """One event, with its place in the stream."""

    seq: int
    event: Any
    via: str


class Timeline(NamedTuple):
    """The entries one party may read, oldest first, and the words they speak of by their hash."""

    entries: tuple[Entry, ...]
    words: dict[str, str]

    def said(self, kept: str) -> str:
        """The words behind a hash, or that law has erased them; empty where nothing was said."""
        return self.words.get(kept, "")


def timeline(platform: int, complaint: str, party: Party) -> Timeline:
    """The case as this party may read it."""
    entries = []
    for seq, body in rows(EVENTS, (platform, complaint)):
        read = _read(bytes(body))
        if party in read.audience:
            entries.append(Entry(seq, read.event, read.via))
    return Timeline(tuple(entries), words_of(platform, complaint))
