"""What a surge is now: the fold of everything that happened to it."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import Literal, assert_never

from msgspec.structs import replace

from ombud.core.deadlines import Deadline
from ombud.core.policy.surge import Cause, Dismissal, Outcome
from ombud.core.struct import Value
from ombud.core.surge.events import (
    CasesGathered,
    InterventionAnswered,
    InterventionClosed,
    InterventionOpened,
    InterventionUnanswered,
    Kind,
    SurgeDismissed,
    SurgeEvent,
    SurgeLookedAt,
    SurgeNoted,
    SurgeOverdue,
    SurgeRaised,
)
from ombud.core.surge.figures import Backlog, Figures, Part

Stage = Literal["raised", "intervention", "answered", "dismissed", "closed"]


class Surge(Value, frozen=True):
    """One alarm about one shop, with the intervention it led to."""

    id: str
    number: str
    shop: str
    pack: str
    kind: Kind
    raised_at: datetime
    figures: Figures | None = None
    parts: tuple[Part, ...] = ()
    backlog: Backlog | None = None
    cases: tuple[str, ...] = ()
    claimed_by: str = ""
    dismissal: Dismissal | None = None
    opened_at: datetime | None = None
    opened_by: str = ""
    cause: Cause | None = None
    hold_percent: int = 0
    answered_at: datetime | None = None
    answer_over_at: datetime | None = None
    """When its time to answer was over without an answer."""
    done_by: datetime | None = None
    """When the shop means to have put it right."""
    outcome: Outcome | None = None
    ended_at: datetime | None = None
    overdue: int = 0
    deadlines: tuple[Deadline, ...] = ()

    @property
    def stage(self) -> Stage:
        """Where it is."""
        if self.outcome:
            return "closed"
        if self.dismissal:
            return "dismissed"
        if self.opened_at is None:
            return "raised"
        return "answered" if self.answered_at or self.answer_over_at else "intervention"

    @property
    def over(self) -> bool:
        """Whether nothing more follows."""
        return self.stage in ("closed", "dismissed")


def evolve(surge: Surge | None, event: SurgeEvent) -> Surge:
    """The surge after one more event."""
    if isinstance(event, SurgeRaised):
        assert surge is None, "an alarm is raised once"
        return Surge(
            id=event.surge, number=event.number, shop=event.shop, pack=event.pack, kind=event.kind, raised_at=event.at,
            figures=event.figures, parts=event.parts, backlog=event.backlog, cases=event.cases,
            deadlines=(event.deadline,),
        )  # fmt: skip
    assert surge is not None, "nothing happens to a surge before it is raised"
    match event:
        case SurgeLookedAt():
            return replace(surge, claimed_by=event.by.id)
        case SurgeNoted():
            return surge
        case CasesGathered():
            kept = [one for one in surge.cases if one not in event.left_out]
            return replace(surge, cases=tuple(dict.fromkeys((*kept, *event.added))))
        case SurgeDismissed():
            return replace(surge, dismissal=event.reason, ended_at=event.at, deadlines=(), overdue=0)
        case InterventionOpened():
            return replace(
                surge, opened_at=event.at, opened_by=event.by.id, cause=event.cause, hold_percent=event.hold_percent,
                cases=event.cases or surge.cases, deadlines=(event.deadline,), overdue=0,
            )  # fmt: skip
        case InterventionAnswered():
            return replace(surge, answered_at=event.at, done_by=event.done_by, deadlines=(event.deadline,))
        case InterventionUnanswered():
            return replace(surge, answer_over_at=event.due_at, deadlines=(event.deadline,))
        case InterventionClosed():
            return replace(surge, outcome=event.outcome, ended_at=event.at, deadlines=(), overdue=0)
        case SurgeOverdue():
            return replace(surge, overdue=surge.overdue + 1, deadlines=(event.deadline,))
        case _:
            assert_never(event)


def fold(events: Iterable[SurgeEvent]) -> Surge | None:
    """The surge after all of them."""
    return reduce(evolve, events, None)
