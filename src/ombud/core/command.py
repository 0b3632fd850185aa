"""What every command and every event carries: who, and when."""

from datetime import datetime

from ombud.core.people import Actor
from ombud.core.struct import Value


class Command(Value, frozen=True):
    """What somebody wants. The desk stamps `by` and `at`; a client never does."""

    by: Actor
    at: datetime
    """When the platform received it, UTC."""


class Event(Value, frozen=True):
    """What happened. Kept for ever: add, never edit."""

    by: Actor
    at: datetime
