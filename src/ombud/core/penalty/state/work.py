"""How talk, time and the staff's own work change a penalty."""

from typing import assert_never

from msgspec.structs import replace

from ombud.core.deadlines import Deadline, without
from ombud.core.penalty.events.work import (
    AppealOpened,
    ConsultationAnswered,
    ConsultationAsked,
    MerchantReminded,
    OutsideInvited,
    PenaltyClaimed,
    PenaltyDeadlineMoved,
    PenaltyHandedBack,
    PenaltyNoted,
    PenaltyTurnEscalated,
    WorkEvent,
)
from ombud.core.penalty.state.penalty import Penalty


def evolve_work(penalty: Penalty, event: WorkEvent) -> Penalty:
    """The penalty after somebody spoke, time passed, or the staff did something around it."""
    match event:
        case ConsultationAsked():
            kept = without(penalty.deadlines, "consultation")
            return replace(penalty, consulted=penalty.consulted + 1, deadlines=(*kept, event.deadline))
        case ConsultationAnswered():
            left = without(penalty.deadlines, "consultation")
            # What was late is answered; a review that is late too stays with the senior queue.
            still = any(one.kind in ("appeal-review", "condition-check") for one in left)
            return replace(penalty, deadlines=left, overdue=penalty.overdue if still else 0)
        case AppealOpened():
            return replace(penalty, deadlines=without(penalty.deadlines, "appeal-opens"))
        case MerchantReminded():
            return replace(
                penalty,
                deadlines=tuple(
                    replace(one, remind_at=None) if (one.kind, one.about) == (event.kind, event.about) else one
                    for one in penalty.deadlines
                ),
            )
        case PenaltyTurnEscalated():
            kept = without(penalty.deadlines, event.kind)
            return replace(penalty, overdue=penalty.overdue + 1, claimed_by="", deadlines=(*kept, event.deadline))
        case PenaltyDeadlineMoved():
            kept = without(penalty.deadlines, event.kind, about=event.about)
            moved = replace(penalty, deadlines=(*kept, event.deadline))
            return _window_moved(moved, event.deadline) if event.kind == "appeal" else moved
        case PenaltyClaimed():
            return replace(penalty, claimed_by=event.by.id)
        case PenaltyHandedBack():
            return replace(penalty, claimed_by="")
        case OutsideInvited():
            return replace(penalty, outside=(*penalty.outside, event.reviewer))
        case PenaltyNoted():
            return penalty
        case _:
            assert_never(event)


def _window_moved(penalty: Penalty, deadline: Deadline) -> Penalty:
    """What decides whether an appeal is in time moves with the deadline that says so."""
    if penalty.complete_until is not None or penalty.terms is None:
        return replace(penalty, complete_until=deadline.due_at)
    return replace(penalty, terms=replace(penalty.terms, closes_at=deadline.due_at))
