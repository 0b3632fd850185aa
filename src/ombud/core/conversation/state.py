"""What a conversation is now: how much was said and read, never what. It stays small however long they talk."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from typing import assert_never

from msgspec.structs import replace

from ombud.core.conversation.events import ConversationBegun, ConversationEvent, MessageSaid, MessagesRead
from ombud.core.people import Side, across
from ombud.core.struct import Value

PACE_SPAN = timedelta(minutes=1)
"""Messages are counted in spans of this length, so that a flood stops soon and nobody waits long afterwards."""


class Part(Value, frozen=True):
    """One side's part in it."""

    said: int = 0
    """Messages of this side."""
    last_at: datetime | None = None
    """When it last said something."""
    last_seq: int = 0
    """The number of its last message in the record."""
    unread: int = 0
    """Messages of the other side that it hasn't read."""
    read_to: int = 0
    """The last event that it has read."""
    read_at: datetime | None = None
    files: tuple[str, ...] = ()
    """Ids of the files that it sent, in their order: a pack's cap keeps them few."""
    pace_from: datetime | None = None
    """When the span began in which its messages are counted now."""
    pace: int = 0
    """Its messages since then."""


class Conversation(Value, frozen=True):
    """The talk about one order; its id is the order's."""

    id: str
    number: str
    shop: str
    consumer: str
    begun_at: datetime
    events: int = 1
    """How many there were: the number of the last one in the record."""
    last_seq: int = 0
    """The number of the last message in the record."""
    last_at: datetime | None = None
    last_by: Side = "consumer"
    last_words: str = ""
    """The hash of its words, for lists; empty where it was only pictures."""
    consumer_part: Part = Part()
    merchant_part: Part = Part()

    @property
    def said(self) -> int:
        """Messages of both sides."""
        return self.consumer_part.said + self.merchant_part.said

    def part(self, side: Side) -> Part:
        """What one side did in it."""
        return self.consumer_part if side == "consumer" else self.merchant_part

    def unread(self, side: Side) -> int:
        """How many messages wait to be read by this side."""
        return self.part(side).unread

    def sender_of(self, file: str) -> Side | None:
        """Which side sent this file here, if any did."""
        if file in self.consumer_part.files:
            return "consumer"
        return "merchant" if file in self.merchant_part.files else None


def evolve(conversation: Conversation | None, event: ConversationEvent) -> Conversation:
    """The conversation after one more event."""
    if conversation is None:
        assert isinstance(event, ConversationBegun), "nothing is said in a conversation before it has begun"
        return _begun(event)
    counted = replace(conversation, events=conversation.events + 1)
    match event:
        case ConversationBegun():
            return _begun(event)
        case MessageSaid():
            return _said(counted, event)
        case MessagesRead():
            return _with(counted, event.side, unread=0, read_to=event.up_to, read_at=event.at)
        case _:
            assert_never(event)


def fold(events: Iterable[ConversationEvent]) -> Conversation | None:
    """The conversation after all of them."""
    return reduce(evolve, events, None)


def _begun(event: ConversationBegun) -> Conversation:
    return Conversation(
        id=event.order, number=event.number, shop=event.shop, consumer=event.consumer, begun_at=event.at
    )


def _said(conversation: Conversation, event: MessageSaid) -> Conversation:
    mine, theirs = conversation.part(event.side), conversation.part(across(event.side))
    goes_on = mine.pace_from is not None and event.at - mine.pace_from < PACE_SPAN
    spoken = _with(
        conversation,
        event.side,
        said=mine.said + 1,
        last_at=event.at,
        last_seq=conversation.events,
        files=mine.files + tuple(one.file for one in event.files),
        pace_from=mine.pace_from if goes_on else event.at,
        pace=mine.pace + 1 if goes_on else 1,
    )
    heard = _with(spoken, across(event.side), unread=theirs.unread + 1)
    return replace(
        heard,
        last_seq=conversation.events,
        last_at=event.at,
        last_by=event.side,
        last_words=event.words,
    )


def _with(conversation: Conversation, side: Side, **changed: object) -> Conversation:
    part = replace(conversation.part(side), **changed)
    if side == "consumer":
        return replace(conversation, consumer_part=part)
    return replace(conversation, merchant_part=part)
