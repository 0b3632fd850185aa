"""What can happen until what is owed was done, and shown to be done."""

from typing import Literal

from ombud.core.command import Event
from ombud.core.complaint.events.talk import Obligation
from ombud.core.deadlines import Deadline
from ombud.core.files import File
from ombud.core.words import NOTHING, Kept


class GoodsSentBack(Event, frozen=True, tag="GoodsSentBack"):
    """The consumer sent the goods back, with a waybill."""

    carrier: Kept
    waybill: Kept
    deadline: Deadline
    files: tuple[File, ...] = ()


class ExecutionProved(Event, frozen=True, tag="ExecutionProved"):
    """Whoever owes it shows that it was done."""

    proof: str
    """Code of the proof's kind."""
    number: Kept
    words: Kept
    files: tuple[File, ...]
    deadline: Deadline


class ExecutionVerified(Event, frozen=True, tag="ExecutionVerified"):
    """The platform checked the proof; or its payments say that what it pays in the shop's place has left."""

    words: Kept = NOTHING
    amount: int | None = None
    """Minor units that have left by the payments' word; None: all that was owed was done."""


class ProofSentBack(Event, frozen=True, tag="ProofSentBack"):
    """The proof doesn't hold, with reasons; it is owed still."""

    words: Kept
    deadline: Deadline


class ReceiptConfirmed(Event, frozen=True, tag="ReceiptConfirmed"):
    """The consumer says it has arrived."""


class LadderClimbed(Event, frozen=True, tag="LadderClimbed"):
    """A ruling wasn't carried out in time: the next step of the pack's ladder."""

    step: Literal["remind", "advance", "penalty"]
    obligation: Obligation
    deadline: Deadline
    loss: int = 0
    """What the platform pays ahead for the shop and will recoup, minor units: owed until funds exist."""


ExecutionEvent = GoodsSentBack | ExecutionProved | ExecutionVerified | ProofSentBack | ReceiptConfirmed | LadderClimbed
