"""What time does to a case, and what staff do around it."""

from datetime import datetime
from typing import Literal

from ombud.core.command import Event
from ombud.core.deadlines import Deadline, DueKind
from ombud.core.words import NOTHING, Kept


class DeadlineLapsed(Event, frozen=True, tag="DeadlineLapsed"):
    """A deadline passed without the act. Exactly one for each deadline, never before it."""

    kind: DueKind
    about: str
    due_at: datetime


class PartyReminded(Event, frozen=True, tag="PartyReminded"):
    """The one it waits for was reminded before the deadline."""

    kind: DueKind
    about: str
    on: Literal["consumer", "merchant", "platform", "both"]


class TurnEscalated(Event, frozen=True, tag="TurnEscalated"):
    """The platform's own turn is overdue: both sides see it, and the senior queue has it."""

    deadline: Deadline


class DeadlineMoved(Event, frozen=True, tag="DeadlineMoved"):
    """A replaced working-day table moved an open deadline, never to an earlier instant for a party."""

    kind: DueKind
    about: str
    old_due_at: datetime
    deadline: Deadline
    reason: str


class CaseClaimed(Event, frozen=True, tag="CaseClaimed"):
    """A reviewer works on it."""


class CaseHandedBack(Event, frozen=True, tag="CaseHandedBack"):
    """The reviewer gave it back to the queue."""

    words: Kept


class CaseSkipped(Event, frozen=True, tag="CaseSkipped"):
    """A reviewer passed it over, with the reason."""

    words: Kept


class CaseNoted(Event, frozen=True, tag="CaseNoted"):
    """An internal note; never leaves the staff's view."""

    words: Kept


class ExhibitsOpened(Event, frozen=True, tag="ExhibitsOpened"):
    """Staff looked at evidence that is private to the case."""

    exhibits: tuple[str, ...]


FirstView = Literal["genuine", "doubtful", "cannot-tell"]
"""What a reviewer sees on a picture with their own eyes."""


class FirstViewNoted(Event, frozen=True, tag="FirstViewNoted"):
    """A reviewer said what they see, before a machine said anything."""

    exhibit: str
    view: FirstView
    words: Kept = NOTHING


class OverlayShown(Event, frozen=True, tag="OverlayShown"):
    """A reviewer had a finding drawn over a picture."""

    exhibit: str
    detector: str


class ContactSeen(Event, frozen=True, tag="ContactSeen"):
    """Staff looked at personal data."""

    why: Kept


class CarriedIntoPenalty(Event, frozen=True, tag="CarriedIntoPenalty"):
    """The ruling is the ground of a penalty; a recorded link."""

    violation: str
    words: Kept
    penalty: str = ""
    """The penalty's id, where it was imposed here."""


class TakenElsewhere(Event, frozen=True, tag="TakenElsewhere"):
    """After the platform's final word the case went on outside."""

    where: Literal["mediation", "arbitration", "court", "authority"]
    reference: Kept = NOTHING


class ElsewhereDecided(Event, frozen=True, tag="ElsewhereDecided"):
    """What came of it there."""

    outcome: Literal["for-consumer", "for-merchant", "partly", "settled", "dropped"]
    words: Kept


WorkEvent = (
    DeadlineLapsed
    | PartyReminded
    | TurnEscalated
    | DeadlineMoved
    | CaseClaimed
    | CaseHandedBack
    | CaseSkipped
    | CaseNoted
    | ExhibitsOpened
    | FirstViewNoted
    | OverlayShown
    | ContactSeen
    | CarriedIntoPenalty
    | TakenElsewhere
    | ElsewhereDecided
)
