"""What an order learns from reports of fake evidence: each counts towards the most that it takes."""

from ombud.core.evidence_report.events import EvidenceReportEvent, EvidenceReportFiled
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.order.events import EvidenceReported
from ombud.core.order.state import Order


def follow(event: EvidenceReportEvent, report: EvidenceReport, order: Order) -> tuple[EvidenceReported, ...]:
    """A report that is filed is counted at once, in the same transaction, so that no two take the same last place."""
    match event:
        case EvidenceReportFiled():
            made = EvidenceReported(by=event.by, at=event.at, report=report.id, number=report.number, shop=report.shop)
            return (made,)
        case _:
            return ()
