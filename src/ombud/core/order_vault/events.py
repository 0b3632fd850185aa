"""Everything that can have happened to what one side keeps for an order. Kept for ever: add, never edit."""

from typing import Literal

from ombud.core.command import Event
from ombud.core.deadlines import Deadline
from ombud.core.files import File
from ombud.core.people import Side
from ombud.core.words import NOTHING, Kept

Shown = Literal["own", "all"]
"""To whom it is shown before a case draws on it: its keeper's side alone, or both sides and the platform."""


class EvidenceKept(Event, frozen=True, tag="EvidenceKept"):
    """One side put files by for an order. Who sees them is fixed here for good; only a case that draws on one adds to
    it, and that has an event of its own."""

    order_vault: str
    order: str
    side: Side
    consumer: str
    shop: str
    files: tuple[File, ...]
    shown: Shown
    deadlines: tuple[Deadline, ...]
    """Until when each is kept, `about` the file."""
    words: Kept = NOTHING
    order_number: str = ""


class EvidenceLetGo(Event, frozen=True, tag="EvidenceLetGo"):
    """Its keeper let files go: their side no longer has them in its list; what a case drew on stays with the case."""

    side: Side
    items: tuple[str, ...]


class EvidenceDrawn(Event, frozen=True, tag="EvidenceDrawn"):
    """A case draws on files: its parties see them with their earlier date, and they are kept as long as the case is."""

    side: Side
    items: tuple[str, ...]
    complaint: str


class KeepingReminded(Event, frozen=True, tag="KeepingReminded"):
    """Their keeper was told that the time of these files ends soon."""

    side: Side
    items: tuple[str, ...]


class KeepingEnded(Event, frozen=True, tag="KeepingEnded"):
    """The time of these files is over and no case draws on them: nobody is shown them here any more."""

    side: Side
    items: tuple[str, ...]


OrderVaultEvent = EvidenceKept | EvidenceLetGo | EvidenceDrawn | KeepingReminded | KeepingEnded
