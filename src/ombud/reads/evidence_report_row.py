"""A report of fake evidence as lists show it: one row, made from its state alone, so that it can be made again."""

from typing import Any

from ombud.core.evidence_report.state import EvidenceReport
from ombud.reads.complaint_row import NEVER

QUEUES = ("evidence", "evidence-senior")
"""The reviewers' queues of reports that wait for the platform."""


def queue_of(report: EvidenceReport) -> str:
    """Which queue it waits in; empty while it waits for the accused, or for nobody."""
    if report.stage != "examined":
        return ""
    return "evidence-senior" if report.overdue else "evidence"


def of_evidence_report(report: EvidenceReport) -> tuple[Any, ...]:
    """A row of evidence_report_row, without the platform."""
    return (
        report.id,
        report.number,
        report.order,
        report.order_number,
        report.complaint,
        report.shop,
        report.consumer,
        report.accused.file,
        " ".join(one.claim for one in report.claims),
        report.told,
        report.stage,
        report.outcome,
        report.turn,
        queue_of(report),
        report.deadlines[0].due_at if report.deadlines else NEVER,
        report.overdue,
        report.claimed_by,
        report.concluded_at if report.groundless else None,
        report.withdrawn_at,
        report.filed_at,
        report.moved_at,
    )
