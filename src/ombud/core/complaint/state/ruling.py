"""How rulings and their review change a complaint."""

from typing import assert_never

from msgspec.structs import replace

from ombud.core.complaint.events.ruling import (
    ReviewAsked,
    ReviewDecided,
    Ruled,
    RulingEvent,
    RulingProposed,
    RulingSentBack,
)
from ombud.core.complaint.state.complaint import Complaint, Review
from ombud.core.deadlines import without
from ombud.core.people import Clock, Reviewer


def evolve_ruling(complaint: Complaint, event: RulingEvent) -> Complaint:
    """The complaint after an event of its ruling."""
    match event:
        case RulingProposed():
            left = without(complaint.deadlines, "ruling", "approval")
            return replace(complaint, proposed=event.ruling, proposed_by=_who(event), deadlines=(*left, event.deadline))
        case RulingSentBack():
            left = without(complaint.deadlines, "approval")
            return replace(
                complaint,
                proposed=None,
                proposed_by="",
                ruled_by=_deciders(complaint, complaint.proposed_by, _who(event)),
                deadlines=(*left, event.deadline),
            )
        case Ruled():
            return replace(
                complaint,
                stage="executing",
                proposed=None,
                proposed_by="",
                ruling=event.ruling,
                ruled_by=_deciders(complaint, event.decided_by, _who(event)),
                review_until=event.review_until,
                obligation=event.obligation,
                rung=0,
                overdue=0,
                deadlines=(event.deadline,) if event.deadline else (),
            )
        case ReviewAsked():
            return replace(
                complaint,
                review=Review(asked_by=event.side),
                before_review=complaint.stage,
                stage="platform",
                how=None,
                closed_at=None,
                overdue=0,
                claimed_by="",
                deadlines=(event.deadline,),
            )
        case ReviewDecided():
            assert complaint.review is not None
            return replace(
                complaint,
                stage="executing",
                review=replace(complaint.review, state="decided", upheld=event.upheld),
                ruling=event.ruling or complaint.ruling,
                ruled_by=_deciders(complaint, _who(event)),
                obligation=event.obligation,
                overdue=0,
                deadlines=(event.deadline,) if event.deadline else (),
            )
        case _:
            assert_never(event)


def _who(event: RulingEvent) -> str:
    assert isinstance(event.by, Reviewer | Clock), "only the platform's people rule"
    return event.by.id


def _deciders(complaint: Complaint, *who: str) -> tuple[str, ...]:
    return (*complaint.ruled_by, *(one for one in dict.fromkeys(who) if one not in complaint.ruled_by))
