"""What happens on a shop's way to its opening: application, duties, qualification, and the platform's word on it."""

from datetime import datetime

from ombud.core.command import Event
from ombud.core.deadlines import Deadline
from ombud.core.files import File
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept


class ShopFacts(Value, frozen=True):
    """What is known of a shop."""

    name: str
    category: str = ""
    city: str = ""
    logo: str = ""
    verified: bool = False
    policy: str = ""
    """Its after-sales policy, as it shows it."""


class KeptEntry(Value, frozen=True):
    """What was filled into one field of the form, or one number."""

    code: str
    words: Kept


class Qualification(Value, frozen=True):
    """What a merchant handed in. The numbers lie encrypted beside the record."""

    form: str
    numbers: tuple[KeptEntry, ...]
    entries: tuple[KeptEntry, ...] = ()
    files: tuple[File, ...] = ()
    """Their kind is the code of the material."""


class ShopApplied(Event, frozen=True, tag="ShopApplied"):
    """A merchant wants to open a shop, and owns it from here on."""

    shop: str
    pack: str
    facts: ShopFacts
    contact: Kept
    deadline: Deadline


class DutiesAccepted(Event, frozen=True, tag="DutiesAccepted"):
    """The owner read the duties and possible costs of this version, and accepts them."""

    version: str


class QualificationSubmitted(Event, frozen=True, tag="QualificationSubmitted"):
    """The papers are with the platform."""

    qualification: Qualification
    deadline: Deadline


class CredentialsSeen(Event, frozen=True, tag="CredentialsSeen"):
    """A reviewer looked at the numbers in full, and why."""

    why: Kept


class ShopVerified(Event, frozen=True, tag="ShopVerified"):
    """The platform found the papers in order."""

    words: Kept = NOTHING


class ShopRefused(Event, frozen=True, tag="ShopRefused"):
    """The papers don't do: coded reasons and words, and until when they can be put right."""

    reasons: tuple[str, ...]
    words: Kept
    deadline: Deadline


class VerificationOverdue(Event, frozen=True, tag="VerificationOverdue"):
    """The platform didn't look at the papers in time: the senior queue has them."""

    due_at: datetime
    deadline: Deadline


class ShopReminded(Event, frozen=True, tag="ShopReminded"):
    """The merchant is reminded that the papers are still to come."""

    due_at: datetime


class ApplicationLapsed(Event, frozen=True, tag="ApplicationLapsed"):
    """No papers came in time: the application is put aside until they do."""

    due_at: datetime


class ShopDeadlineMoved(Event, frozen=True, tag="ShopDeadlineMoved"):
    """A replaced working-day table moved a deadline, later only."""

    old_due_at: datetime
    deadline: Deadline
    reason: str


class ShopOpened(Event, frozen=True, tag="ShopOpened"):
    """It is open: everybody may see it and buy."""


OpeningEvent = (
    ShopApplied | DutiesAccepted | QualificationSubmitted | CredentialsSeen | ShopVerified | ShopRefused
    | VerificationOverdue | ShopReminded | ApplicationLapsed | ShopOpened | ShopDeadlineMoved
)  # fmt: skip
