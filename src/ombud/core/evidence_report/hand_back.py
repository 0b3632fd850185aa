"""A reviewer gives a report of fake evidence back to the queue.

Who:    the reviewer who has it.
When:   while it is open.
Event:  EvidenceReportHandedBack.
Next:   nothing; it is anybody's again.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.evidence_report.events import EvidenceReportHandedBack
from ombud.core.evidence_report.rungs import not_examiner, unreadable
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class HandEvidenceReportBack(Command, frozen=True):
    """Why, for whoever takes it next."""

    evidence_report: str
    words: Words = EMPTY


NOT_YOURS = Refusal(code="not-claimed", because="You haven't taken this report, so you can't give it back.")


def may(by: Actor, report: EvidenceReport, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't give it back, or None."""
    return not_examiner(by, report) or (NOT_YOURS if report.claimed_by != by.id else None)


def decide(
    command: HandEvidenceReportBack, report: EvidenceReport, policy: Policy
) -> tuple[EvidenceReportHandedBack, ...] | Refusal:
    """Back to the queue."""
    if refusal := may(command.by, report, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy, required=False):
        return refusal
    return (EvidenceReportHandedBack(by=command.by, at=command.at, words=command.words.kept),)
