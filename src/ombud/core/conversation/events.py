"""Everything that can have happened in a conversation. Kept for ever: add, never edit."""

from ombud.core.command import Event
from ombud.core.files import File
from ombud.core.people import Side
from ombud.core.words import Kept


class ConversationBegun(Event, frozen=True, tag="ConversationBegun"):
    """The first message about an order is being written: who the two sides are."""

    order: str
    number: str
    """The order's, as people know it."""
    shop: str
    consumer: str


class MessageSaid(Event, frozen=True, tag="MessageSaid"):
    """One side said something to the other, in words, pictures or both."""

    side: Side
    words: Kept
    files: tuple[File, ...] = ()


class MessagesRead(Event, frozen=True, tag="MessagesRead"):
    """One side has read everything up to this event of the conversation."""

    side: Side
    up_to: int


ConversationEvent = ConversationBegun | MessageSaid | MessagesRead
