"""How time and the staff's own work change a complaint."""

from typing import assert_never

from msgspec.structs import replace

from ombud.core.complaint.events.work import (
    CarriedIntoPenalty,
    CaseClaimed,
    CaseHandedBack,
    CaseNoted,
    CaseSkipped,
    ContactSeen,
    DeadlineLapsed,
    DeadlineMoved,
    ElsewhereDecided,
    ExhibitsOpened,
    FirstViewNoted,
    OverlayShown,
    PartyReminded,
    TakenElsewhere,
    TurnEscalated,
    WorkEvent,
)
from ombud.core.complaint.state.complaint import Complaint, Viewed, replied
from ombud.core.deadlines import without
from ombud.core.people import Reviewer


def evolve_work(complaint: Complaint, event: WorkEvent) -> Complaint:
    """The complaint after time passed, or the staff did something around it."""
    match event:
        case DeadlineLapsed() | DeadlineMoved():
            return _due(complaint, event)
        case PartyReminded():
            return replace(
                complaint,
                deadlines=tuple(
                    replace(one, remind_at=None) if (one.kind, one.about) == (event.kind, event.about) else one
                    for one in complaint.deadlines
                ),
            )
        case TurnEscalated():
            return replace(
                complaint,
                overdue=complaint.overdue + 1,
                claimed_by="",
                deadlines=(
                    *without(complaint.deadlines, event.deadline.kind, about=event.deadline.about),
                    event.deadline,
                ),
            )
        case CaseClaimed():
            assert isinstance(event.by, Reviewer)
            return replace(complaint, claimed_by=event.by.id)
        case CaseHandedBack() | CaseSkipped():
            return replace(complaint, claimed_by="")
        case ExhibitsOpened() | FirstViewNoted() | OverlayShown():
            return _looked(complaint, event)
        case CarriedIntoPenalty():
            return replace(complaint, penalty=event.violation, penalty_id=event.penalty)
        case TakenElsewhere():
            return replace(complaint, elsewhere=event.where)
        case ElsewhereDecided():
            return replace(complaint, outcome=event.outcome)
        case CaseNoted() | ContactSeen():
            return complaint
        case _:
            assert_never(event)


def _due(complaint: Complaint, event: DeadlineLapsed | DeadlineMoved) -> Complaint:
    left = without(complaint.deadlines, event.kind, about=event.about)
    if isinstance(event, DeadlineLapsed):
        over = replied(complaint, event.about) if event.kind == "reply" else complaint
        return replace(over, deadlines=left)
    requests = complaint.requests
    if event.kind == "evidence":
        until = event.deadline.due_at
        requests = tuple(replace(one, until=until) if one.id == event.about else one for one in requests)
    return replace(complaint, requests=requests, deadlines=(*left, event.deadline))


def _looked(complaint: Complaint, event: ExhibitsOpened | FirstViewNoted | OverlayShown) -> Complaint:
    """The complaint after the staff looked at evidence, with their own eyes or a machine's."""
    match event:
        case ExhibitsOpened():
            return replace(complaint, opened=tuple(dict.fromkeys((*complaint.opened, *event.exhibits))))
        case FirstViewNoted():
            viewed = Viewed(by=event.by.id, exhibit=event.exhibit, view=event.view)
            return replace(complaint, views=(*complaint.views, viewed))
        case OverlayShown():
            return replace(complaint, views=tuple(_with_overlay(one, event) for one in complaint.views))
        case _:
            assert_never(event)


def _with_overlay(viewed: Viewed, event: OverlayShown) -> Viewed:
    if (viewed.by, viewed.exhibit) != (event.by.id, event.exhibit):
        return viewed
    return replace(viewed, overlays=(*viewed.overlays, event.detector))
