"""A reviewer concludes a report: measures, or none, with reasons that its maker reads.

Who:    a reviewer.
When:   once, while it waits for the platform.
Event:  ReportConcluded.
Next:   desk/reactions.py, under ReportConcluded.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor, Reviewer, can
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.report.add import CONCLUDED
from ombud.core.report.events import ReportConcluded
from ombud.core.report.file import unfit
from ombud.core.report.state import Report
from ombud.core.staff import NOT_STAFF
from ombud.core.words import Words


class ConcludeReport(Command, frozen=True):
    """A coded outcome, and why."""

    report: str
    outcome: str
    words: Words


NO_SUCH_OUTCOME = Refusal(
    code="report-outcome-unknown",
    because="This platform has no report outcome “{outcome}”.",
    way_out="Choose one of its outcomes.",
    field="outcome",
)


def may(by: Actor, report: Report, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't conclude it, or None."""
    if not (isinstance(by, Reviewer) and can(by, "rule")):
        return NOT_STAFF
    return CONCLUDED if report.outcome else None


def decide(command: ConcludeReport, report: Report, policy: Policy) -> tuple[ReportConcluded, ...] | Refusal:
    """The outcome."""
    if refusal := may(command.by, report, policy, command.at):
        return refusal
    if command.outcome not in policy.pack.report_outcomes:
        return NO_SUCH_OUTCOME.given(outcome=command.outcome)
    if refusal := unfit(command.words, (), policy):
        return refusal
    return (ReportConcluded(by=command.by, at=command.at, outcome=command.outcome, words=command.words.kept),)
