"""What the words of a notice about a report of fake evidence may name, and whose turn it is told to be."""

from ombud.core.deadlines import Deadline
from ombud.core.evidence_report.state import EvidenceReport
from ombud.notices import figures
from ombud.notices.load import Told


def of_evidence_report(message: Told) -> dict[str, str]:
    """The order's number, until when, and the outcome that the notice tells of: never one that came later."""
    report: EvidenceReport = message.state
    deadline = getattr(message.event, "deadline", None)
    results = {one.result for one in getattr(message.event, "results", ())}
    return {
        "order_number": report.order_number,
        "due": figures.instant(deadline.due_at, message.platform.zone) if deadline else "",
        "outcome": next((one for one in ("found", "unclear", "not-shown") if one in results), ""),
    }


def due_of(message: Told, report: EvidenceReport) -> Deadline | None:
    """What is waited for, for a reader who is told; `report` is as it was right after."""
    untold = message.reader == "merchant" and report.told == "received"
    return None if untold else next(iter(report.deadlines), None)
