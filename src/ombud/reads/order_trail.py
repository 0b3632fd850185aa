"""What happened to an order: who changed what, when, from where to where and why; and the words beside it."""

from typing import Any, NamedTuple

import msgspec

from ombud.core.order.events import OrderEvent
from ombud.core.people import Party
from ombud.ledger.connection import rows
from ombud.ledger.words import words_of
from ombud.reads.timeline import EVENTS


class _Body(msgspec.Struct):
    audience: tuple[str, ...]
    event: OrderEvent


_read = msgspec.json.Decoder(_Body).decode


class Trail(NamedTuple):
    """The events one party may read, oldest first, and the words they speak of by their hash."""

    events: tuple[Any, ...]
    words: dict[str, str]

    def said(self, kept: str) -> str:
        """The words behind a hash; empty where law has erased them or nothing was said."""
        return self.words.get(kept, "")


def order_trail(platform: int, order: str, party: Party) -> Trail:
    """Everything that happened to this order, as this party may read it."""
    stream = f"order/{order}"
    bodies = (_read(bytes(body)) for _, body in rows(EVENTS, (platform, stream)))
    return Trail(tuple(one.event for one in bodies if party in one.audience), words_of(platform, stream))
