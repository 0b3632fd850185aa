"""The maker of a report adds something to it.

Who:    the consumer who made it.
When:   until a reviewer has concluded it.
Event:  ReportAdded.
Next:   desk/reactions.py, under ReportAdded.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.files import File
from ombud.core.people import Actor, Consumer
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.report.events import ReportAdded
from ombud.core.report.file import unfit
from ombud.core.report.state import Report
from ombud.core.words import Words


class AddToReport(Command, frozen=True):
    """More words, more files."""

    report: str
    words: Words
    files: tuple[File, ...] = ()


NOT_YOURS = Refusal(code="not-your-report", because="Only who made this report can add to it.")
CONCLUDED = Refusal(
    code="report-concluded", because="This report was concluded.", way_out="Report the shop again with what is new."
)


def may(by: Actor, report: Report, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't add to it, or None."""
    if not (isinstance(by, Consumer) and by.id == report.consumer):
        return NOT_YOURS
    return CONCLUDED if report.outcome else None


def decide(command: AddToReport, report: Report, policy: Policy) -> tuple[ReportAdded, ...] | Refusal:
    """What was added."""
    if refusal := may(command.by, report, policy, command.at):
        return refusal
    if refusal := unfit(command.words, report.files + command.files, policy):
        return refusal
    return (ReportAdded(by=command.by, at=command.at, words=command.words.kept, files=command.files),)
