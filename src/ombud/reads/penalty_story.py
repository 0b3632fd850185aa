"""What happened to a penalty, as one party may read it: its events in order, with the words that lie beside them."""

import msgspec

from ombud.core.penalty.events import PenaltyEvent
from ombud.core.penalty.state import Penalty
from ombud.core.people import Party
from ombud.ledger.connection import rows
from ombud.ledger.words import words_of
from ombud.reads.timeline import EVENTS, Entry, Timeline


class _Body(msgspec.Struct):
    """As much of a written event as a reader needs."""

    audience: tuple[str, ...]
    event: PenaltyEvent
    via: str = ""


_read = msgspec.json.Decoder(_Body).decode


def penalty_story(platform: int, penalty: Penalty, party: Party) -> Timeline:
    """The penalty as this party may read it. The seed of a draw stays out of the words: an event reveals it."""
    entries = []
    for seq, body in rows(EVENTS, (platform, penalty.id)):
        read = _read(bytes(body))
        if party in read.audience:
            entries.append(Entry(seq, read.event, read.via))
    words = words_of(platform, penalty.id)
    words.pop(penalty.imposition.seed_hash, None)
    return Timeline(tuple(entries), words)
