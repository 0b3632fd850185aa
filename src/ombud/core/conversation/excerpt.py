"""A part of a conversation, as the record holds it: what is named where talk becomes evidence."""

from datetime import datetime

from ombud.core.struct import Value


class Excerpt(Value, frozen=True):
    """From one message to another, with what was said around them. Numbers are those of events in the record."""

    conversation: str
    """The order's id."""
    first: int
    last: int
    shown_first: int
    """Where what is shown around it begins."""
    shown_last: int
    """Where it ends; what is said later isn't part of it."""
    hash: str
    """The record's hash of that last event, hex: it covers every event before it, so that anybody can check that what
    is shown is what was said."""
    messages: int
    """How many messages from the first to the last."""
    files: int
    """How many files came with them."""
    first_at: datetime
    last_at: datetime
