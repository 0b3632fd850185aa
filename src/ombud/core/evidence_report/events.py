"""Everything that can have happened to a report of fake evidence. Kept for ever: add, never edit."""

from datetime import datetime
from typing import Literal

from ombud.core.command import Event
from ombud.core.complaint.events.work import FirstView
from ombud.core.deadlines import Deadline
from ombud.core.files import File
from ombud.core.policy.evidence_reports import Claim
from ombud.core.shapes import Shape
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept

Told = Literal["received", "result"]
Stance = Literal["admits", "denies"]
Result = Literal["found", "not-shown", "unclear"]
Ground = Literal["own-comparison", "original-seen", "admitted", "talk", "expert", "finding"]
"""What a conclusion rests on: the reviewer's own comparison of the pictures, the original as it stands elsewhere, what
the accused admitted, the talk, somebody who knows such goods, and what the machine found."""


class ClaimMade(Value, frozen=True):
    """One thing that is said of the picture, with its proof."""

    claim: Claim
    links: tuple[Kept, ...] = ()
    """Where the original stands."""
    files: tuple[File, ...] = ()
    """The original, or the shop's own photo to compare."""
    shapes: tuple[Shape, ...] = ()
    """The places on the accused picture that were edited."""


class Accused(Value, frozen=True):
    """The picture in question, as the desk knows it."""

    file: str
    place: Literal["complaint", "conversation"]
    """Where the consumer put it."""
    sha256: str = ""
    media_type: str = ""


class Found(Value, frozen=True):
    """What a reviewer found of one claim."""

    claim: Claim
    result: Result
    words: Kept


class EvidenceReportFiled(Event, frozen=True, tag="EvidenceReportFiled"):
    """A shop says of a consumer's picture that it is no true evidence."""

    evidence_report: str
    number: str
    order: str
    order_number: str
    complaint: str
    """The case it is linked to; empty where the order has none."""
    complaint_number: str
    shop: str
    consumer: str
    pack: str
    told: Told
    accused: Accused
    claims: tuple[ClaimMade, ...]
    words: Kept
    deadline: Deadline
    """The consumer's, to be heard."""


class EvidenceReportBeyondCap(Event, frozen=True, tag="EvidenceReportBeyondCap"):
    """The same said beyond the cap: it is kept as a note to the case, and the whole talk is put before the reviewer."""

    evidence_report: str
    number: str
    order: str
    order_number: str
    complaint: str
    complaint_number: str
    shop: str
    consumer: str
    pack: str
    told: Told
    accused: Accused
    claims: tuple[ClaimMade, ...]
    words: Kept


class EvidenceReportAnswered(Event, frozen=True, tag="EvidenceReportAnswered"):
    """The consumer said what they think of it."""

    stance: Stance
    words: Kept
    files: tuple[File, ...]
    deadline: Deadline
    """The platform's, to examine it."""
    told: Told


class AccusedSilent(Event, frozen=True, tag="AccusedSilent"):
    """The consumer's time to be heard is over: the platform examines what there is."""

    due_at: datetime
    deadline: Deadline
    told: Told


class EvidenceReportConcluded(Event, frozen=True, tag="EvidenceReportConcluded"):
    """A reviewer says of each claim what was found, with reasons. Who reads it is fixed with it."""

    results: tuple[Found, ...]
    relied_on: tuple[Ground, ...]
    words: Kept
    told: Told
    groundless: bool = False
    """Nothing of it was shown, and its maker could have known: it counts against them."""
    adjusted: bool = False
    """Whether the liability in the linked case was adjusted with it, or put to a second person."""


class EvidenceReportOverdue(Event, frozen=True, tag="EvidenceReportOverdue"):
    """The platform didn't examine it in time: the senior queue has it."""

    due_at: datetime
    deadline: Deadline
    told: Told


class EvidenceReportWithdrawn(Event, frozen=True, tag="EvidenceReportWithdrawn"):
    """Its maker took it back."""

    words: Kept = NOTHING


class EvidenceReportNoted(Event, frozen=True, tag="EvidenceReportNoted"):
    """An internal note; never leaves the staff's view."""

    words: Kept


class EvidenceReportClaimed(Event, frozen=True, tag="EvidenceReportClaimed"):
    """A reviewer works on it."""


class EvidenceReportHandedBack(Event, frozen=True, tag="EvidenceReportHandedBack"):
    """The reviewer gave it back to the queue."""

    words: Kept = NOTHING


class AccusedViewed(Event, frozen=True, tag="AccusedViewed"):
    """A reviewer said what they see on the picture, before a machine said anything."""

    view: FirstView
    words: Kept = NOTHING


class AccusedOverlayShown(Event, frozen=True, tag="AccusedOverlayShown"):
    """A reviewer had a finding drawn over the picture."""

    detector: str


class EvidenceReportDeadlineMoved(Event, frozen=True, tag="EvidenceReportDeadlineMoved"):
    """A replaced working-day table moved an open deadline, never to an earlier instant."""

    old_due_at: datetime
    deadline: Deadline
    reason: str
    told: Told


EvidenceWorkEvent = (
    EvidenceReportNoted | EvidenceReportClaimed | EvidenceReportHandedBack | AccusedViewed | AccusedOverlayShown
)
"""What the staff do around it."""
EvidenceReportEvent = (
    EvidenceReportFiled
    | EvidenceReportBeyondCap
    | EvidenceReportAnswered
    | AccusedSilent
    | EvidenceReportConcluded
    | EvidenceReportOverdue
    | EvidenceReportWithdrawn
    | EvidenceReportDeadlineMoved
    | EvidenceWorkEvent
)
