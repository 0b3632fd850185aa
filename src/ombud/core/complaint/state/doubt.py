"""How doubt about a picture changes a complaint."""

from typing import assert_never

from msgspec.structs import replace

from ombud.core.complaint.events.doubt import (
    AdjustmentProposed,
    AdjustmentSentBack,
    DoubtEvent,
    EvidenceAccused,
    EvidenceAccusedBeyondCap,
    EvidenceFoundFake,
    LiabilityAdjusted,
)
from ombud.core.complaint.state.complaint import Complaint, FoundFake, at_rest


def evolve_doubt(complaint: Complaint, event: DoubtEvent) -> Complaint:
    """The complaint after a picture in it was accused, or found fake."""
    match event:
        case EvidenceAccused():
            return replace(complaint, accused=(*complaint.accused, event.report))
        case EvidenceAccusedBeyondCap():
            return replace(complaint, accused=(*complaint.accused, event.report), talk_before_reviewer=True)
        case EvidenceFoundFake():
            return _found_fake(complaint, event)
        case AdjustmentProposed():
            return _proposed(complaint, event)
        case AdjustmentSentBack():
            return _as_before(complaint, event)
        case LiabilityAdjusted():
            return _adjusted(complaint, event)
        case _:
            assert_never(event)


def _found_fake(complaint: Complaint, event: EvidenceFoundFake) -> Complaint:
    """Marked where it lies in the case, else kept in mind until it is brought."""
    if event.file not in {one.id for one in complaint.exhibits}:
        return replace(complaint, fakes=(*complaint.fakes, FoundFake(file=event.file, told=event.told)))
    marked = (replace(one, fake=event.told) if one.id == event.file else one for one in complaint.exhibits)
    return replace(complaint, exhibits=tuple(marked))


def _proposed(complaint: Complaint, event: AdjustmentProposed) -> Complaint:
    """What is owed waits meanwhile, as it does during a review."""
    return replace(
        at_rest(complaint),
        before_review=complaint.stage,
        before_how=complaint.how,
        stage="platform",
        how=None,
        closed_at=None,
        proposed=event.ruling,
        proposed_by=event.by.id,
        adjusting=event.report,
        obligation=None if complaint.stage == "closed" else complaint.obligation,
        overdue=0,
        claimed_by="",
        deadlines=(event.deadline,),
    )


def _as_before(complaint: Complaint, event: AdjustmentSentBack) -> Complaint:
    return replace(
        at_rest(complaint),
        stage=complaint.before_review,
        overdue=0,
        deadlines=(event.deadline,) if event.deadline else (),
    )


def _adjusted(complaint: Complaint, event: LiabilityAdjusted) -> Complaint:
    deciders = dict.fromkeys((*complaint.ruled_by, event.decided_by, event.by.id))
    return replace(
        at_rest(complaint),
        stage="executing",
        how=None,
        closed_at=None,
        ruling=event.ruling,
        ruled_by=tuple(deciders),
        review_until=event.review_until,
        review=None,
        obligation=event.obligation,
        rung=0,
        proofs=0,
        overdue=0,
        claimed_by="",
        # The shop doesn't owe what was paid ahead for it beyond what it is to give now.
        loss=min(complaint.loss, event.ruling.terms.amount),
        recoup=complaint.recoup + event.recoup,
        adjusted=event.report,
        deadlines=(event.deadline,) if event.deadline else (),
    )
