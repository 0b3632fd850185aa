"""What can happen as a complaint is filed, taken or not, withdrawn and reopened."""

from datetime import datetime
from typing import Literal

from ombud.core.command import Event
from ombud.core.deadlines import Deadline
from ombud.core.files import File
from ombud.core.money import Terms
from ombud.core.order.events import CameBy
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept


class ClaimedLine(Value, frozen=True):
    """One line of the order that the complaint is about, and how many pieces of it."""

    line: str
    quantity: int = 1
    title: str = ""
    paid: int = 0
    """Minor units for these pieces."""


class KeptContact(Value, frozen=True):
    """How the consumer can be reached, each as a hash of words kept beside the record."""

    name: Kept = NOTHING
    phone: Kept = NOTHING
    email: Kept = NOTHING


class ComplaintFiled(Event, frozen=True, tag="ComplaintFiled"):
    """A consumer filed it; it is acknowledged with its number at once."""

    complaint: str
    number: str
    order: str
    order_number: str
    shop: str
    consumer: str
    pack: str
    reason: str
    lines: tuple[ClaimedLine, ...]
    asked: Terms
    currency: str
    purchased_at: datetime | None
    problem: Kept
    contact: KeptContact
    files: tuple[File, ...]
    held: str = ""
    """Code of the door rule that holds it for a person to look at; empty where none does."""
    deadline: Deadline | None = None
    """The platform's, to accept it or not; None where the pack accepts at once."""
    on_behalf_of: str = ""
    """The consumer for whom the staff filed it; empty where the consumer did."""
    came_by: CameBy = ""


class ComplaintAdmitted(Event, frozen=True, tag="ComplaintAdmitted"):
    """It is accepted and with the shop."""

    answer: Deadline
    negotiation: Deadline


class ComplaintTurnedAway(Event, frozen=True, tag="ComplaintTurnedAway"):
    """It is not accepted, with a coded reason that names the way open instead."""

    reason: str
    words: Kept = NOTHING


class ComplaintWithdrawn(Event, frozen=True, tag="ComplaintWithdrawn"):
    """Its maker took it back."""

    words: Kept
    reopen_until: datetime | None
    """None where it was reopened before, which can be done once."""


class ComplaintReopened(Event, frozen=True, tag="ComplaintReopened"):
    """Its maker took the withdrawal back, once."""

    words: Kept
    deadlines: tuple[Deadline, ...]


class ComplaintNudged(Event, frozen=True, tag="ComplaintNudged"):
    """Its maker asked after it."""

    on: Literal["merchant", "platform"]
    words: Kept = NOTHING


class ComplaintClosed(Event, frozen=True, tag="ComplaintClosed"):
    """The end, always in one batch with what ended it."""

    how: Literal["turned-away", "withdrawn", "settled", "ruled", "executed", "advanced", "lapsed"]


FilingEvent = (
    ComplaintFiled
    | ComplaintAdmitted
    | ComplaintTurnedAway
    | ComplaintWithdrawn
    | ComplaintReopened
    | ComplaintNudged
    | ComplaintClosed
)
