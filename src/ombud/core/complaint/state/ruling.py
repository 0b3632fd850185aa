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
from ombud.core.complaint.state.complaint import Complaint, Review, at_rest
from ombud.core.deadlines import without
from ombud.core.people import Clock, Reviewer


def evolve_ruling(complaint: Complaint, event: RulingEvent) -> Complaint:
    """The complaint after an event of its ruling."""
    match event:
        case RulingProposed():
            left = without(complaint.deadlines, "ruling", "review", "approval")
            return replace(
                complaint,
                proposed=event.ruling,
                proposed_by=_who(event),
                overdue=0,
                deadlines=(*left, event.deadline),
            )
        case RulingSentBack():
            left = without(complaint.deadlines, "approval")
            # Within a review nothing was decided by this: whoever may decide the review still may.
            who = () if complaint.review else (complaint.proposed_by, _who(event))
            return replace(
                complaint,
                proposed=None,
                proposed_by="",
                ruled_by=_deciders(complaint, *who),
                overdue=0,
                deadlines=(*left, event.deadline),
            )
        case Ruled():
            return replace(
                at_rest(complaint),
                stage="executing",
                ruling=event.ruling,
                ruled_by=_deciders(complaint, event.decided_by, _who(event)),
                review_until=event.review_until,
                obligation=event.obligation,
                rung=0,
                proofs=0,
                overdue=0,
                claimed_by="",
                deadlines=(event.deadline,) if event.deadline else (),
            )
        case ReviewAsked():
            return _in_review(complaint, event)
        case ReviewDecided():
            return _reviewed(complaint, event)
        case _:
            assert_never(event)


def _in_review(complaint: Complaint, event: ReviewAsked) -> Complaint:
    return replace(
        at_rest(complaint),
        review=Review(asked_by=event.side),
        # Where an adjustment waited for a second person, the review takes its place.
        before_review=complaint.before_review if complaint.adjusting else complaint.stage,
        before_how=complaint.before_how if complaint.adjusting else complaint.how,
        stage="platform",
        how=None,
        closed_at=None,
        overdue=0,
        claimed_by="",
        deadlines=(event.deadline,),
    )


def _reviewed(complaint: Complaint, event: ReviewDecided) -> Complaint:
    assert complaint.review is not None, "a review is asked for before it is decided"
    decided = replace(
        at_rest(complaint),
        stage="verifying" if event.deadline and event.deadline.kind == "verification" else "executing",
        review=replace(complaint.review, state="decided", upheld=event.upheld),
        ruled_by=_deciders(complaint, *filter(None, (complaint.proposed_by, _who(event)))),
        obligation=event.obligation,
        overdue=0,
        claimed_by="",
        deadlines=(event.deadline,) if event.deadline else (),
    )
    if event.ruling is None:
        return decided
    # The shop doesn't owe what was paid ahead for it beyond what the new ruling has it owe.
    loss = min(complaint.loss, event.ruling.terms.amount)
    return replace(decided, ruling=event.ruling, rung=0, proofs=0, loss=loss, recoup=complaint.recoup + event.recoup)


def _who(event: RulingEvent) -> str:
    assert isinstance(event.by, Reviewer | Clock), "only the platform's people rule"
    return event.by.id


def _deciders(complaint: Complaint, *who: str) -> tuple[str, ...]:
    return (*complaint.ruled_by, *(one for one in dict.fromkeys(who) if one not in complaint.ruled_by))
