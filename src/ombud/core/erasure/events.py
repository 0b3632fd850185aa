"""Everything that can have happened to what a person asked to have erased. Kept for ever: add, never edit."""

from datetime import datetime
from typing import Literal

from ombud.core.command import Event
from ombud.core.deadlines import Deadline
from ombud.core.erasure.holds import Hold
from ombud.core.words import NOTHING, Kept

Part = Literal["words", "files", "contact"]
"""What somebody said in cases and talks; pictures and papers; name, telephone, address and drafts."""
Ground = Literal["legal-claims", "legal-duty", "public-interest", "excessive"]
"""GDPR Art. 17(3)(e), 17(3)(b), 17(3)(d) and 12(5); PIPL Art. 47 stands beside each."""


class ErasureAsked(Event, frozen=True, tag="ErasureAsked"):
    """Somebody wants what is kept of them erased."""

    person: str
    pack: str
    deadline: Deadline
    words: Kept = NOTHING


class ErasureWithdrawn(Event, frozen=True, tag="ErasureWithdrawn"):
    """They no longer want it."""


class ErasureGranted(Event, frozen=True, tag="ErasureGranted"):
    """It is erased: all of it, or all but what law has kept; what something still holds goes when that ends."""

    words: Kept
    deadline: Deadline
    keep: tuple[Part, ...] = ()
    ground: Ground | Literal[""] = ""


class ErasureRefused(Event, frozen=True, tag="ErasureRefused"):
    """It isn't, on a ground of the law."""

    ground: Ground
    words: Kept


class ErasureOverdue(Event, frozen=True, tag="ErasureOverdue"):
    """Nobody decided in time: the senior queue has it."""

    due_at: datetime
    deadline: Deadline


class ErasureDue(Event, frozen=True, tag="ErasureDue"):
    """What was held may have come free: it is looked at again."""

    deadline: Deadline


class ErasureCarriedOut(Event, frozen=True, tag="ErasureCarriedOut"):
    """So much was erased now, and this is still held."""

    texts: int
    files: int
    contact: bool
    left: tuple[Hold, ...] = ()
    deadline: Deadline | None = None


ErasureEvent = (
    ErasureAsked | ErasureWithdrawn | ErasureGranted | ErasureRefused | ErasureOverdue | ErasureDue | ErasureCarriedOut
)
