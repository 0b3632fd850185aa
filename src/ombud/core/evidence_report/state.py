"""What a report of fake evidence is now: the fold of everything that happened to it."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import Literal, assert_never

from msgspec.structs import replace

from ombud.core.complaint.state import Complaint
from ombud.core.complaint.state.complaint import Viewed
from ombud.core.deadlines import Deadline
from ombud.core.evidence_report.events import (
    Accused,
    AccusedOverlayShown,
    AccusedSilent,
    AccusedViewed,
    ClaimMade,
    EvidenceReportAnswered,
    EvidenceReportBeyondCap,
    EvidenceReportClaimed,
    EvidenceReportConcluded,
    EvidenceReportDeadlineMoved,
    EvidenceReportEvent,
    EvidenceReportFiled,
    EvidenceReportHandedBack,
    EvidenceReportNoted,
    EvidenceReportOverdue,
    EvidenceReportWithdrawn,
    EvidenceWorkEvent,
    Found,
    Ground,
    Stance,
    Told,
)
from ombud.core.files import File
from ombud.core.order.state import Order
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept

Stage = Literal["heard", "examined", "concluded", "withdrawn", "beyond-cap"]
"""The consumer is heard, the platform examines; concluded, taken back, or kept as a note to the case."""


class Before(Value, frozen=True):
    """What a report that is filed now is about: the order, and the case it is linked to."""

    order: Order
    complaint: Complaint | None = None


class EvidenceReport(Value, frozen=True):
    """One report about one picture. `linked` is attached by the desk as it loads, and isn't part of the fold."""

    id: str
    number: str
    order: str
    order_number: str
    complaint: str
    complaint_number: str
    shop: str
    consumer: str
    pack: str
    told: Told
    accused: Accused
    claims: tuple[ClaimMade, ...]
    words: Kept
    by: str
    """The member of the shop who filed it."""
    filed_at: datetime
    moved_at: datetime
    stage: Stage = "heard"
    deadlines: tuple[Deadline, ...] = ()
    stance: Stance | None = None
    answered_at: datetime | None = None
    answer: Kept = NOTHING
    answer_files: tuple[File, ...] = ()
    results: tuple[Found, ...] = ()
    relied_on: tuple[Ground, ...] = ()
    reasons: Kept = NOTHING
    groundless: bool = False
    adjusted: bool = False
    concluded_at: datetime | None = None
    concluded_by: str = ""
    overdue: int = 0
    claimed_by: str = ""
    heard_until: datetime | None = None
    """Until when the consumer could answer, whether they did or not."""
    withdrawn_at: datetime | None = None
    linked: Complaint | None = None
    views: tuple[Viewed, ...] = ()

    def first_view(self, by: str) -> Viewed | None:
        """What this reviewer noted of the picture."""
        return next((one for one in self.views if one.by == by), None)

    @property
    def open(self) -> bool:
        """Whether anybody is still to do something."""
        return self.stage in ("heard", "examined")

    @property
    def outcome(self) -> Literal["", "found", "not-shown", "unclear"]:
        """What was found in all: one claim found is enough, one unclear leaves it open."""
        results = {one.result for one in self.results}
        if not results:
            return ""
        if "found" in results:
            return "found"
        return "unclear" if "unclear" in results else "not-shown"

    @property
    def turn(self) -> Literal["consumer", "platform", ""]:
        """Who must act."""
        if self.stage == "heard":
            return "consumer"
        return "platform" if self.stage == "examined" else ""


def evolve(report: EvidenceReport | None, event: EvidenceReportEvent) -> EvidenceReport:
    """The report after one more event."""
    if isinstance(event, EvidenceReportFiled | EvidenceReportBeyondCap):
        assert report is None, "a report is filed once"
        return _filed(event)
    assert report is not None, "nothing happens to a report before it is filed"
    report = replace(report, moved_at=event.at)
    match event:
        case EvidenceReportAnswered():
            return replace(
                report,
                stage="examined",
                stance=event.stance,
                answered_at=event.at,
                answer=event.words,
                answer_files=event.files,
                deadlines=(event.deadline,),
            )
        case AccusedSilent():
            return replace(report, stage="examined", deadlines=(event.deadline,))
        case EvidenceReportConcluded():
            return _concluded(report, event)
        case EvidenceReportOverdue():
            return replace(report, overdue=report.overdue + 1, claimed_by="", deadlines=(event.deadline,))
        case EvidenceReportWithdrawn():
            # Where its maker isn't told of conclusions they may take it back unknowing: what was found stays.
            stage: Stage = "concluded" if report.stage == "concluded" else "withdrawn"
            return replace(report, stage=stage, withdrawn_at=event.at, claimed_by="", deadlines=())
        case EvidenceReportDeadlineMoved():
            heard_until = event.deadline.due_at if report.stage == "heard" else report.heard_until
            return replace(report, heard_until=heard_until, deadlines=(event.deadline,))
        case _:
            return _worked_on(report, event)


def _worked_on(report: EvidenceReport, event: EvidenceWorkEvent) -> EvidenceReport:
    """The report after the staff did something around it."""
    match event:
        case EvidenceReportClaimed():
            return replace(report, claimed_by=event.by.id)
        case EvidenceReportHandedBack():
            return replace(report, claimed_by="")
        case AccusedViewed():
            viewed = Viewed(by=event.by.id, exhibit=report.accused.file, view=event.view)
            return replace(report, views=(*report.views, viewed))
        case AccusedOverlayShown():
            views = (
                replace(one, overlays=(*one.overlays, event.detector)) if one.by == event.by.id else one
                for one in report.views
            )
            return replace(report, views=tuple(views))
        case EvidenceReportNoted():
            return report
        case _:
            assert_never(event)


def _concluded(report: EvidenceReport, event: EvidenceReportConcluded) -> EvidenceReport:
    return replace(
        report,
        stage="concluded",
        results=event.results,
        relied_on=event.relied_on,
        reasons=event.words,
        groundless=event.groundless,
        adjusted=event.adjusted,
        concluded_at=event.at,
        concluded_by=event.by.id,
        claimed_by="",
        deadlines=(),
    )


def _filed(event: EvidenceReportFiled | EvidenceReportBeyondCap) -> EvidenceReport:
    return EvidenceReport(
        id=event.evidence_report,
        number=event.number,
        order=event.order,
        order_number=event.order_number,
        complaint=event.complaint,
        complaint_number=event.complaint_number,
        shop=event.shop,
        consumer=event.consumer,
        pack=event.pack,
        told=event.told,
        accused=event.accused,
        claims=event.claims,
        words=event.words,
        by=event.by.id,
        filed_at=event.at,
        moved_at=event.at,
        stage="heard" if isinstance(event, EvidenceReportFiled) else "beyond-cap",
        deadlines=(event.deadline,) if isinstance(event, EvidenceReportFiled) else (),
        heard_until=event.deadline.due_at if isinstance(event, EvidenceReportFiled) else None,
    )


def fold(events: Iterable[EvidenceReportEvent]) -> EvidenceReport | None:
    """The report after all of them."""
    return reduce(evolve, events, None)
