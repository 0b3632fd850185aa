"""What can happen once the platform steps in: requests for evidence, answers to them, silence."""

from typing import Literal

from ombud.core.command import Event
from ombud.core.deadlines import Deadline
from ombud.core.files import File
from ombud.core.people import Side
from ombud.core.words import NOTHING, Kept

Ground = Literal[
    "asked",
    "merchant-silent",
    "consumer-silent",
    "offer-unanswered",
    "negotiation-ended",
    "settlement-broken",
    "goods-not-sent",
    "by-itself",
]


class InterventionAsked(Event, frozen=True, tag="InterventionAsked"):
    """A consumer asked the platform to step in."""

    words: Kept = NOTHING


class PlatformSteppedIn(Event, frozen=True, tag="PlatformSteppedIn"):
    """The platform took the case, on request, after silence, or by itself."""

    ground: Ground
    ruling: Deadline
    words: Kept = NOTHING


class EvidenceRequested(Event, frozen=True, tag="EvidenceRequested"):
    """A reviewer asks one side to prove something."""

    request: str
    of: Side
    items: tuple[str, ...]
    words: Kept
    deadline: Deadline


class EvidenceSubmitted(Event, frozen=True, tag="EvidenceSubmitted"):
    """One side handed something in, asked or unasked."""

    side: Side
    files: tuple[File, ...]
    words: Kept = NOTHING
    communicated: Kept = NOTHING
    """What was communicated between the sides, in the submitter's words."""
    logistics: Kept = NOTHING
    refund_voucher: Kept = NOTHING
    request: str = ""
    declared_true: bool = False
    late: bool = False


class ReplyTimeGiven(Event, frozen=True, tag="ReplyTimeGiven"):
    """What one side handed in came at the last moment: the other has time to reply, and nobody decides before."""

    of: Side
    """The one that may reply."""
    deadline: Deadline


class EvidenceAssessed(Event, frozen=True, tag="EvidenceAssessed"):
    """A reviewer says whether one exhibit counts, and why."""

    exhibit: str
    counts: bool
    words: Kept


class TurnLost(Event, frozen=True, tag="TurnLost"):
    """A side gave nothing in time without an accepted reason; the platform decides on what it has."""

    request: str
    of: Side


class ExcuseGiven(Event, frozen=True, tag="ExcuseGiven"):
    """A side asks for more time, or says why it can't."""

    request: str
    kind: Literal["more-time", "cannot"]
    words: Kept
    deadline: Deadline


class ExcuseGranted(Event, frozen=True, tag="ExcuseGranted"):
    """More time, or the reason accepted: without a deadline the *can't* closes the request without loss."""

    request: str
    words: Kept = NOTHING
    deadline: Deadline | None = None


class ExcuseRefused(Event, frozen=True, tag="ExcuseRefused"):
    """The reason is not accepted; the time that was left when it was given starts again."""

    request: str
    words: Kept
    deadline: Deadline


InterventionEvent = (
    InterventionAsked
    | PlatformSteppedIn
    | EvidenceRequested
    | EvidenceSubmitted
    | ReplyTimeGiven
    | EvidenceAssessed
    | TurnLost
    | ExcuseGiven
    | ExcuseGranted
    | ExcuseRefused
)
