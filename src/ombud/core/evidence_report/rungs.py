"""The rungs that several ladders of refusals share: whose report it is, and whether it is still open."""

from ombud.core.complaint.rungs import unreadable
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.files import File
from ombud.core.people import Actor, Consumer, Member, can
from ombud.core.policy.evidence_reports import EvidenceReportRules
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import NO_RIGHT, not_reviewer

__all__ = ["unreadable"]

NO_REPORTS = Refusal(code="no-evidence-reports", because="This platform takes no reports of fake evidence.")
NOT_THE_SHOP = Refusal(code="reporter-only", because="Only the shop that made this report can do this.")
NOT_THE_ACCUSED = Refusal(code="accused-only", because="Only the consumer whose picture it is about can do this.")
WITHDRAWN = Refusal(code="evidence-report-withdrawn", because="This report was taken back.")
CONCLUDED = Refusal(code="evidence-report-concluded", because="This report was concluded.")
KEPT_AS_NOTE = Refusal(
    code="kept-as-note",
    because="This came after the most reports that an order takes, and is kept as a note to the case.",
)
CLAIMED_BY_ANOTHER = Refusal(
    code="claimed-by-another",
    because="Another reviewer works on this report.",
    way_out="Take the next one, or ask whoever has it to hand it back.",
)
TOO_MANY_FILES = Refusal(code="too-many-files", because="A report takes at most {files_max} files.", field="files")


def rules_of(policy: Policy) -> EvidenceReportRules:
    """What the pack says of such reports."""
    rules = policy.pack.evidence_reports
    assert rules is not None, "a report is only filed where the pack takes them"
    return rules


def not_reporter(by: Actor, report: EvidenceReport) -> Refusal | None:
    """Why this actor can't act for the shop that made it."""
    if not (isinstance(by, Member) and by.shop == report.shop):
        return NOT_THE_SHOP
    return None if can(by, "answer") else NO_RIGHT


def not_accused(by: Actor, report: EvidenceReport) -> Refusal | None:
    """Why this actor can't answer it."""
    return None if isinstance(by, Consumer) and by.id == report.consumer else NOT_THE_ACCUSED


def not_open(report: EvidenceReport) -> Refusal | None:
    """That nobody is to do anything more."""
    if report.stage == "concluded":
        return CONCLUDED
    if report.stage == "withdrawn":
        return WITHDRAWN
    return KEPT_AS_NOTE if report.stage == "beyond-cap" else None


def not_examiner(by: Actor, report: EvidenceReport) -> Refusal | None:
    """Why this actor can't decide on it."""
    if refusal := not_reviewer(by) or not_open(report):
        return refusal
    return CLAIMED_BY_ANOTHER if report.claimed_by not in ("", by.id) else None


def too_many_files(files: tuple[File, ...], policy: Policy) -> Refusal | None:
    """That these are more files than one report takes."""
    most = policy.pack.limits.files_max
    return TOO_MANY_FILES.given(files_max=most) if len(files) > most else None
