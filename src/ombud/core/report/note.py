"""A reviewer notes something on a report, for the staff only.

Who:    a reviewer.
When:   at any time.
Event:  ReportNoted.
Next:   nothing; the note stays with the staff.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor, Reviewer
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.report.events import ReportNoted
from ombud.core.report.file import unfit
from ombud.core.report.state import Report
from ombud.core.staff import NOT_STAFF
from ombud.core.words import Words


class NoteReport(Command, frozen=True):
    """What colleagues should know."""

    report: str
    words: Words


def may(by: Actor, report: Report, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't note anything, or None."""
    return None if isinstance(by, Reviewer) else NOT_STAFF


def decide(command: NoteReport, report: Report, policy: Policy) -> tuple[ReportNoted, ...] | Refusal:
    """The note."""
    if refusal := may(command.by, report, policy, command.at) or unfit(command.words, (), policy):
        return refusal
    return (ReportNoted(by=command.by, at=command.at, words=command.words.kept),)
