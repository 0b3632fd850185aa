"""A reviewer takes a report of fake evidence to work on it.

Who:    a reviewer with the right to rule.
When:   while it is open and nobody else has it.
Event:  EvidenceReportClaimed.
Next:   nothing; the queue shows who has it.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.evidence_report.events import EvidenceReportClaimed
from ombud.core.evidence_report.rungs import not_examiner
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class ClaimEvidenceReport(Command, frozen=True):
    """Take it."""

    evidence_report: str


YOURS = Refusal(code="claimed-already", because="You have this report already.")


def may(by: Actor, report: EvidenceReport, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't take it, or None."""
    return not_examiner(by, report) or (YOURS if report.claimed_by == by.id else None)


def decide(
    command: ClaimEvidenceReport, report: EvidenceReport, policy: Policy
) -> tuple[EvidenceReportClaimed, ...] | Refusal:
    """It is theirs."""
    refusal = may(command.by, report, policy, command.at)
    return refusal or (EvidenceReportClaimed(by=command.by, at=command.at),)
