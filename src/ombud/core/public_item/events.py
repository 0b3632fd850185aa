"""Everything that can have happened to a public item. Kept for ever: add, never edit."""

from datetime import datetime

from ombud.core.command import Event
from ombud.core.words import NOTHING, Kept


class PublicItemRecorded(Event, frozen=True, tag="PublicItemRecorded"):
    """Somebody said something of a shop in public."""

    item: str
    shop: str
    link: str
    """Its lasting address: the same address is the same item."""
    words: Kept
    said_at: datetime
    reach: int = 0
    """How many saw it as far as its place says, 0 where it doesn't."""
    about: str = ""
    """Code of the pack's report types, empty where none fits."""


class PublicItemTakenBack(Event, frozen=True, tag="PublicItemTakenBack"):
    """It was recorded by mistake: it isn't about this shop, or isn't there."""

    words: Kept = NOTHING


PublicItemEvent = PublicItemRecorded | PublicItemTakenBack
