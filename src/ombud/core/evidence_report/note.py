"""A reviewer notes something on a report of fake evidence, for the staff only.

Who:    a reviewer.
When:   at any time.
Event:  EvidenceReportNoted.
Next:   nothing; the note stays with the staff.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.evidence_report.events import EvidenceReportNoted
from ombud.core.evidence_report.rungs import unreadable
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_staff
from ombud.core.words import Words


class NoteEvidenceReport(Command, frozen=True):
    """What colleagues should know."""

    evidence_report: str
    words: Words


def may(by: Actor, report: EvidenceReport, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't note anything, or None."""
    return not_staff(by)


def decide(
    command: NoteEvidenceReport, report: EvidenceReport, policy: Policy
) -> tuple[EvidenceReportNoted, ...] | Refusal:
    """The note."""
    if refusal := may(command.by, report, policy, command.at) or unreadable(command.words, policy):
        return refusal
    return (EvidenceReportNoted(by=command.by, at=command.at, words=command.words.kept),)
