"""A replaced working-day table moves the open deadline of a report of fake evidence that was counted by days.

Who:    the platform's own software, or time itself, when a table is replaced.
When:   while a deadline that isn't over yet would now end later, or is no longer provisional.
Event:  EvidenceReportDeadlineMoved; never to an earlier instant.
Next:   desk/reactions.py, under EvidenceReportDeadlineMoved.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.deadlines import Deadline
from ombud.core.evidence_report.events import EvidenceReportDeadlineMoved
from ombud.core.evidence_report.rungs import rules_of
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.people import Actor, Clock, System
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.core.recount import ONLY_SYSTEMS, UNMOVED, recounted
from ombud.core.refusal import Refusal


class RecountEvidenceReport(Command, frozen=True):
    """Count again by the table that the policy now holds."""

    evidence_report: str
    reason: str = "calendar-replaced"
    """A code for why."""


def may(by: Actor, report: EvidenceReport, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing is counted again at this instant, the first reason that applies, or None."""
    if not isinstance(by, Clock | System):
        return ONLY_SYSTEMS
    return None if any(_recounted(one, report, policy, at) for one in report.deadlines) else UNMOVED


def decide(
    command: RecountEvidenceReport, report: EvidenceReport, policy: Policy
) -> tuple[EvidenceReportDeadlineMoved, ...] | Refusal:
    """The deadline that moves, with its old instant and the reason."""
    if refusal := may(command.by, report, policy, command.at):
        return refusal
    return tuple(
        EvidenceReportDeadlineMoved(
            by=command.by, at=command.at, old_due_at=old.due_at, deadline=new, reason=command.reason, told=report.told
        )
        for old in report.deadlines
        if (new := _recounted(old, report, policy, command.at))
    )


def _recounted(old: Deadline, report: EvidenceReport, policy: Policy, at: datetime) -> Deadline | None:
    return recounted(old, lambda one: _span(one, report, policy), policy, at)


def _span(one: Deadline, report: EvidenceReport, policy: Policy) -> Span:
    rules = rules_of(policy)
    if one.kind == "heard":
        return rules.heard
    return rules.senior if report.overdue else rules.examine
