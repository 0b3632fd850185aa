"""What a report of fake evidence means for the case it is linked to: a note, a mark, and perhaps another liability.

A report by itself changes neither outcome nor money; only a reviewer's conclusion can.
"""

from ombud.core.complaint import turns
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.doubt import (
    AdjustmentProposed,
    EvidenceAccused,
    EvidenceAccusedBeyondCap,
    EvidenceFoundFake,
)
from ombud.core.complaint.findings import Findings, ruling_of
from ombud.core.complaint.rule import IN_REVIEW, needs_two
from ombud.core.complaint.state import Complaint
from ombud.core.evidence_report.events import (
    EvidenceReportBeyondCap,
    EvidenceReportConcluded,
    EvidenceReportEvent,
    EvidenceReportFiled,
)
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal

NOT_DECIDED = Refusal(
    code="nothing-to-adjust",
    because="Nothing is decided in the linked case that could be adjusted.",
    way_out="Conclude the report without; the case is then ruled with the evidence as it was found.",
    field="adjusted",
)
TAKEN_ELSEWHERE = Refusal(
    code="taken-elsewhere",
    because="The linked case was taken out of the platform's hands, so nothing is adjusted in it here.",
    field="adjusted",
)
Events = tuple[ComplaintEvent, ...]


def follow(
    event: EvidenceReportEvent, report: EvidenceReport, found: Findings | None, complaint: Complaint, policy: Policy
) -> Events | Refusal:
    """What happens to the linked case because of one event of a report; `policy` is the case's own."""
    claims = tuple(one.claim for one in report.claims)
    match event:
        case EvidenceReportFiled():
            accused = EvidenceAccused(
                by=event.by,
                at=event.at,
                report=report.id,
                number=report.number,
                file=report.accused.file,
                claims=claims,
            )
            return (accused,)
        case EvidenceReportBeyondCap():
            beyond = EvidenceAccusedBeyondCap(
                by=event.by,
                at=event.at,
                report=report.id,
                number=report.number,
                file=report.accused.file,
                claims=claims,
            )
            return (beyond,)
        case EvidenceReportConcluded() if report.outcome == "found":
            marked = _marked(event, report)
            if found is None:
                return (marked,)
            adjusted = _adjusted(event, report, found, complaint, policy)
            return adjusted if isinstance(adjusted, Refusal) else (marked, *adjusted)
        case _:
            return ()


def _marked(event: EvidenceReportConcluded, report: EvidenceReport) -> EvidenceFoundFake:
    return EvidenceFoundFake(
        by=event.by,
        at=event.at,
        report=report.id,
        number=report.number,
        file=report.accused.file,
        claims=tuple(one.claim for one in event.results if one.result == "found"),
        words=event.words,
        told=event.told,
    )


def _adjusted(
    event: EvidenceReportConcluded, report: EvidenceReport, found: Findings, complaint: Complaint, policy: Policy
) -> Events | Refusal:
    by, at = event.by, event.at
    if refusal := not_adjustable(complaint):
        return refusal
    ruling = ruling_of(found, complaint, policy)
    if isinstance(ruling, Refusal):
        return ruling.at_field("adjusted")
    if needs_two(ruling, policy) or turns.overpaid(ruling, complaint) > policy.pack.limits.two_people_above:
        deadline = policy.deadline("approval", "platform", policy.pack.windows.approval, at)
        return (AdjustmentProposed(by=by, at=at, ruling=ruling, report=report.id, deadline=deadline),)
    return turns.adjusted(by, at, ruling, complaint, policy, decided_by=by.id, report=report.id)


def not_adjustable(complaint: Complaint) -> Refusal | None:
    """Why the liability in this case can't be adjusted now, or None: it is decided, and nobody decides it anew."""
    if complaint.elsewhere:
        return TAKEN_ELSEWHERE
    if complaint.review and complaint.review.state == "asked":
        return IN_REVIEW.at_field("adjusted")
    paid = complaint.stage == "closed" and complaint.given > 0
    ruled = complaint.ruling is not None and complaint.stage in ("executing", "verifying", "closed")
    return None if paid or ruled else NOT_DECIDED
