"""What calls about talks about orders answer."""

from typing import Any, Literal

import msgspec

from ombud.api.v1.answers.parts import NamedFile, When, Who
from ombud.core.people import Side


class ConversationRow(msgspec.Struct):
    """The talk about one order as one side’s list shows it. `id` is the order’s."""

    id: str
    number: str
    """The order's, as people know it."""
    shop: str
    consumer: str
    last_at: When
    last_seq: int
    """The number of the last message in the record."""
    last_by: Side
    said: int
    """Messages of both sides."""
    unread: int
    """Messages that wait to be read by this side."""
    files: int
    """How many files both sides sent."""
    last_words: str
    """What was said last, or that law has erased it; empty where it was only pictures."""


class ConversationSide(msgspec.Struct):
    """What one side said and read in a talk. Nothing of it is there before anybody said something."""

    said: int | msgspec.UnsetType = msgspec.UNSET
    last_at: When | msgspec.UnsetType | None = msgspec.UNSET
    """When it last said something."""
    last_seq: int | msgspec.UnsetType = msgspec.UNSET
    """The number of its last message in the record; 0 where there is none."""
    unread: int | msgspec.UnsetType = msgspec.UNSET
    """Messages of the other side that it hasn't read."""
    read_to: int | msgspec.UnsetType = msgspec.UNSET
    """The number of the last event that it has read; 0 where it has read none."""
    read_at: When | msgspec.UnsetType | None = msgspec.UNSET
    files: list[str] | msgspec.UnsetType = msgspec.UNSET
    """Ids of the files that it sent, in their order."""


class ConversationSides(msgspec.Struct):
    """Both sides of a talk."""

    consumer: ConversationSide
    merchant: ConversationSide


class Conversation(msgspec.Struct):
    """The talk about one order: how much was said and read, and what the caller can do now."""

    order: str
    number: str
    """The order's, as people know it."""
    shop: str
    begun_at: When | None
    """Null where nobody has said anything yet."""
    last_at: When | None
    last_seq: int
    """The number of the last message in the record; 0 where there is none."""
    unread: int
    """Messages that wait to be read by the caller's side."""
    sides: ConversationSides
    can: list[Literal["mark-read", "say"]]


class SaidRow(msgspec.Struct):
    """One message of a talk. `seq` is its number in the record, which names it where it becomes evidence."""

    seq: int
    at: When
    by: Who
    side: Side
    words: str
    """What was said, or that law has erased it; empty where it was only pictures."""
    files: list[NamedFile]


WHOLE: dict[str, Any] = {"read-conversation": Conversation}
ROWS: dict[str, Any] = {"list-conversations": ConversationRow, "list-said": SaidRow}
