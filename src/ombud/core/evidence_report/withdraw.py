"""The shop takes its report back.

Who:    a member of the shop with the right to answer.
When:   until it is concluded; where the shop isn't told of that, until the consumer's time to be heard is over.
Event:  EvidenceReportWithdrawn; what was found meanwhile stays.
Next:   desk/reactions.py, under EvidenceReportWithdrawn.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.evidence_report.events import EvidenceReportWithdrawn
from ombud.core.evidence_report.rungs import KEPT_AS_NOTE, WITHDRAWN, not_open, not_reporter, unreadable
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class WithdrawEvidenceReport(Command, frozen=True):
    """Why, if they want to say. It still counts among the reports of the order."""

    evidence_report: str
    words: Words = EMPTY


TOO_LATE = Refusal(code="withdrawal-too-late", because="This report could be taken back until {until}.")


def may(by: Actor, report: EvidenceReport, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't take it back at this instant, or None. Who isn't told results can't read them from this either."""
    if refusal := not_reporter(by, report):
        return refusal
    if report.withdrawn_at is not None:
        return WITHDRAWN
    if report.told == "result":
        return not_open(report)
    if report.heard_until is None:
        return KEPT_AS_NOTE
    return TOO_LATE.given(until=report.heard_until) if at >= report.heard_until else None


def decide(
    command: WithdrawEvidenceReport, report: EvidenceReport, policy: Policy
) -> tuple[EvidenceReportWithdrawn, ...] | Refusal:
    """The withdrawal."""
    if refusal := may(command.by, report, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy, required=False):
        return refusal
    return (EvidenceReportWithdrawn(by=command.by, at=command.at, words=command.words.kept),)
