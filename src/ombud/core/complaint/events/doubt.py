"""What can happen to a complaint because a picture in it is said to be no true evidence."""

from datetime import datetime
from typing import Literal

from ombud.core.command import Event
from ombud.core.complaint.events.ruling import Ruling
from ombud.core.complaint.events.talk import Obligation
from ombud.core.deadlines import Deadline
from ombud.core.words import NOTHING, Kept


class EvidenceAccused(Event, frozen=True, tag="EvidenceAccused"):
    """The shop reported a picture of the consumer's as fake. By itself this changes nothing."""

    report: str
    number: str
    file: str
    claims: tuple[str, ...]


class EvidenceAccusedBeyondCap(Event, frozen=True, tag="EvidenceAccusedBeyondCap"):
    """The shop tried to report more than an order takes: a note to the case, which puts the whole talk before its
    reviewer."""

    report: str
    number: str
    file: str
    claims: tuple[str, ...]


class EvidenceFoundFake(Event, frozen=True, tag="EvidenceFoundFake"):
    """A reviewer found an exhibit to be fake: it stays where it is, and is marked."""

    report: str
    number: str
    file: str
    claims: tuple[str, ...]
    """Which of what was said of it was found true."""
    words: Kept
    told: Literal["received", "result"]
    """Whether the shop is told of it."""


class LiabilityAdjusted(Event, frozen=True, tag="LiabilityAdjusted"):
    """Since evidence was found fake, other liability takes the place of what was decided, with what is owed now."""

    ruling: Ruling
    old: Ruling | None
    """What stood before; None where nobody had ruled."""
    report: str
    """The report of fake evidence that it follows from."""
    decided_by: str
    review_until: datetime
    obligation: Obligation | None = None
    deadline: Deadline | None = None
    recoup: int = 0
    """Minor units that were paid and are owed back now."""


class AdjustmentProposed(Event, frozen=True, tag="AdjustmentProposed"):
    """An adjustment above the limit of one person waits for a second. The case waits with it."""

    ruling: Ruling
    report: str
    deadline: Deadline


class AdjustmentSentBack(Event, frozen=True, tag="AdjustmentSentBack"):
    """The second person did not agree: the case goes on as it was, with a fresh deadline where something is owed."""

    words: Kept = NOTHING
    deadline: Deadline | None = None


DoubtEvent = (
    EvidenceAccused
    | EvidenceAccusedBeyondCap
    | EvidenceFoundFake
    | LiabilityAdjusted
    | AdjustmentProposed
    | AdjustmentSentBack
)
