"""A consumer reports a shop or one of its pages, without an order.

Who:    any consumer of the platform.
When:   at any time.
Event:  ReportFiled.
Next:   desk/reactions.py, under ReportFiled.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.files import File
from ombud.core.people import Actor, Consumer
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.report.events import ReportFiled
from ombud.core.report.state import Report
from ombud.core.words import Words


class FileReport(Command, frozen=True):
    """What the consumer saw, and where."""

    report: str
    number: str
    shop: str
    about: str
    """Code of the pack's report types."""
    words: Words
    files: tuple[File, ...] = ()
    page: str = ""
    reported_in_day: int = 0
    """How many reports this person filed lately; the desk knows."""


DAY_MAX = 10
"""Reports of one person within a day: as many as complaints, and each is read by one of the staff."""
ONLY_CONSUMERS = Refusal(code="consumer-only", because="Only consumers report a shop.")
ENOUGH_TODAY = Refusal(
    code="reports-per-day",
    because="You filed {reports_max} reports within a day, which is the most at once.",
    way_out="Try again tomorrow, or call the platform's service.",
)
NO_SUCH_TYPE = Refusal(
    code="report-type-unknown",
    because="This platform has no report type “{type}”.",
    way_out="Choose one of its types.",
    field="about",
)
NO_WORDS = Refusal(code="no-words", because="Say what you saw, so that a person can look at it.", field="words")
TOO_LONG = Refusal(
    code="too-many-words", because="This takes at most {words_max} characters; there are {words}.", field="words"
)
TOO_MANY_FILES = Refusal(code="too-many-files", because="A report takes at most {files_max} files.", field="files")


def may(by: Actor, report: Report | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't report a shop, or None."""
    return None if isinstance(by, Consumer) else ONLY_CONSUMERS


def unfit(words: Words, files: tuple[File, ...], policy: Policy) -> Refusal | None:
    """What is wrong with the words or the number of files."""
    limits = policy.pack.limits
    if words.blank:
        return NO_WORDS
    if len(words.text) > limits.words_max:
        return TOO_LONG.given(words_max=limits.words_max, words=len(words.text))
    return TOO_MANY_FILES.given(files_max=limits.files_max) if len(files) > limits.files_max else None


def decide(command: FileReport, report: Report | None, policy: Policy) -> tuple[ReportFiled, ...] | Refusal:
    """The report, with its number and the date by which it is looked at."""
    if refusal := may(command.by, report, policy, command.at):
        return refusal
    if command.reported_in_day >= DAY_MAX:
        return ENOUGH_TODAY.given(reports_max=DAY_MAX)
    if command.about not in policy.pack.report_types:
        return NO_SUCH_TYPE.given(type=command.about)
    if refusal := unfit(command.words, command.files, policy):
        return refusal
    assert isinstance(command.by, Consumer)
    return (
        ReportFiled(
            by=command.by,
            at=command.at,
            report=command.report,
            number=command.number,
            shop=command.shop,
            consumer=command.by.id,
            pack=policy.pack.id,
            about=command.about,
            words=command.words.kept,
            files=command.files,
            deadline=policy.deadline("report", "platform", policy.pack.windows.report, command.at),
            page=command.page,
        ),
    )
