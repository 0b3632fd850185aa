"""What is said around a penalty, what time does to it, and what staff do around it."""

from datetime import datetime

from ombud.core.command import Event
from ombud.core.deadlines import Deadline, DueKind
from ombud.core.words import Kept


class ConsultationAsked(Event, frozen=True, tag="ConsultationAsked"):
    """A member of the shop asks the platform about the penalty."""

    words: Kept
    deadline: Deadline


class ConsultationAnswered(Event, frozen=True, tag="ConsultationAnswered"):
    """The platform answered."""

    words: Kept


class AppealOpened(Event, frozen=True, tag="AppealOpened"):
    """From now on it can be appealed."""


class MerchantReminded(Event, frozen=True, tag="MerchantReminded"):
    """The shop was reminded before its time ends."""

    kind: DueKind
    about: str


class PenaltyTurnEscalated(Event, frozen=True, tag="PenaltyTurnEscalated"):
    """The platform's own turn is overdue: the shop sees it, and the senior queue has it."""

    kind: DueKind
    was_due_at: datetime
    deadline: Deadline


class PenaltyDeadlineMoved(Event, frozen=True, tag="PenaltyDeadlineMoved"):
    """A replaced working-day table moved an open deadline, never to an earlier instant."""

    kind: DueKind
    about: str
    old_due_at: datetime
    deadline: Deadline
    reason: str


class PenaltyClaimed(Event, frozen=True, tag="PenaltyClaimed"):
    """A reviewer works on it."""


class PenaltyHandedBack(Event, frozen=True, tag="PenaltyHandedBack"):
    """The reviewer gave it back to the queue, with the reason."""

    words: Kept


class PenaltyNoted(Event, frozen=True, tag="PenaltyNoted"):
    """An internal note; never leaves the staff's view."""

    words: Kept


class OutsideInvited(Event, frozen=True, tag="OutsideInvited"):
    """Nobody here may decide the appeal, so somebody outside was asked to."""

    reviewer: str
    words: Kept


WorkEvent = (
    ConsultationAsked
    | ConsultationAnswered
    | AppealOpened
    | MerchantReminded
    | PenaltyTurnEscalated
    | PenaltyDeadlineMoved
    | PenaltyClaimed
    | PenaltyHandedBack
    | PenaltyNoted
    | OutsideInvited
)
