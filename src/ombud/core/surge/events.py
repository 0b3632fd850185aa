"""Everything that can have happened to a surge. Kept for ever: add, never edit."""

from datetime import datetime
from typing import Literal

from ombud.core.command import Event
from ombud.core.deadlines import Deadline
from ombud.core.policy.surge import Cause, Dismissal, Outcome
from ombud.core.surge.figures import Backlog, Figures, Part
from ombud.core.words import NOTHING, Kept

Kind = Literal["rise", "backlog"]
"""Complaints rise abnormally, or the shop can't keep up with them."""


class SurgeRaised(Event, frozen=True, tag="SurgeRaised"):
    """The platform is alerted, with the figures."""

    surge: str
    number: str
    shop: str
    pack: str
    kind: Kind
    deadline: Deadline
    figures: Figures | None = None
    parts: tuple[Part, ...] = ()
    backlog: Backlog | None = None
    cases: tuple[str, ...] = ()
    """Ids of the complaints that are gathered with it."""


class SurgeLookedAt(Event, frozen=True, tag="SurgeLookedAt"):
    """A reviewer took it to look at."""


class SurgeNoted(Event, frozen=True, tag="SurgeNoted"):
    """An internal note; never leaves the staff's view."""

    words: Kept = NOTHING


class CasesGathered(Event, frozen=True, tag="CasesGathered"):
    """More cases belong to it, or some don't."""

    added: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


class SurgeDismissed(Event, frozen=True, tag="SurgeDismissed"):
    """A reviewer found that nothing need be done, with the reason."""

    reason: Dismissal
    words: Kept


class InterventionOpened(Event, frozen=True, tag="InterventionOpened"):
    """The platform turns to the shop: the cause it sees, what it asks for, and by when the shop answers."""

    cause: Cause
    words: Kept
    deadline: Deadline
    cases: tuple[str, ...] = ()
    hold_percent: int = 0
    """How much of what the shop is owed is to be held; 0: nothing."""
    hold_reasons: Kept = NOTHING


class InterventionAnswered(Event, frozen=True, tag="InterventionAnswered"):
    """The shop says what it does about it, and until when."""

    words: Kept
    deadline: Deadline
    done_by: datetime | None = None


class InterventionUnanswered(Event, frozen=True, tag="InterventionUnanswered"):
    """The shop's time to answer is over: the platform concludes on what it has."""

    due_at: datetime
    deadline: Deadline


class InterventionClosed(Event, frozen=True, tag="InterventionClosed"):
    """The platform concluded it."""

    outcome: Outcome
    words: Kept


class SurgeOverdue(Event, frozen=True, tag="SurgeOverdue"):
    """The platform's own turn is overdue: the senior queue has it."""

    due_at: datetime
    deadline: Deadline


SurgeEvent = (
    SurgeRaised
    | SurgeLookedAt
    | SurgeNoted
    | CasesGathered
    | SurgeDismissed
    | InterventionOpened
    | InterventionAnswered
    | InterventionUnanswered
    | InterventionClosed
    | SurgeOverdue
)
