"""The platform publishes the figures of a period that is over, with a preface; a later version leaves the earlier.

Who:    a reviewer who oversees.
When:   once the period is over and counted to its end; again whenever figures or preface have changed.
Event:  TransparencyReportPublished.
Next:   desk/reactions.py, under TransparencyReportPublished.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.struct import Value
from ombud.core.transparency_report.events import KeptPreface, TransparencyReportPublished
from ombud.core.transparency_report.periods import period_of
from ombud.core.transparency_report.state import TransparencyReport
from ombud.core.words import Words

LANGUAGES = ("en", "zh-Hans", "zh-Hant", "es")
PREFACE_MAX = 8_000
"""Some three pages: the figures speak for themselves."""


class Preface(Value, frozen=True):
    """What is said ahead of the figures, in one language."""

    lang: str
    words: Words


class PublishTransparencyReport(Command, frozen=True, kw_only=True):
    """A preface in as many languages as there are words; the desk brings the figures' fingerprint."""

    transparency_report: str
    """The period: `2026-Q1`, or `2026`."""
    fingerprint: str = ""
    preface: tuple[Preface, ...] = ()


NO_SUCH_PERIOD = Refusal(
    code="no-such-period",
    because="There is no period of this name.",
    way_out="A quarter as 2026-Q1, or a year as 2026.",
)
NOT_OVER = Refusal(
    code="period-not-over", because="This period isn’t over yet.", way_out="It can be published from {day} on."
)
NOT_COUNTED = Refusal(
    code="period-not-counted", because="The last days of this period aren’t counted yet.", way_out="Try it in an hour."
)
LANGUAGE_UNKNOWN = Refusal(
    code="language-unknown", because="This platform isn’t read in “{language}”.", way_out="It is read in {languages}.",
    field="preface",
)  # fmt: skip
LANGUAGE_TWICE = Refusal(
    code="language-twice", because="There are two texts in “{language}”.", way_out="Keep one.", field="preface"
)
NO_WORDS = Refusal(
    code="no-words", because="The text in “{language}” says nothing yet.", way_out="Leave it out, or write it.",
    field="preface",
)  # fmt: skip
TOO_LONG = Refusal(
    code="too-many-words", because="This takes at most {words_max} characters; there are {words}.", field="preface"
)
SAME = Refusal(
    code="report-unchanged", because="These figures stand published already.", way_out="Put other words ahead of them."
)


def may(by: Actor, report: TransparencyReport | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't publish, or None."""
    return not_reviewer(by, "oversee")


def decide(
    command: PublishTransparencyReport, report: TransparencyReport | None, policy: Policy
) -> tuple[TransparencyReportPublished, ...] | Refusal:
    """The publication."""
    if refusal := may(command.by, report, policy, command.at) or _unfit(command, policy):
        return refusal
    preface = tuple(KeptPreface(lang=one.lang, words=one.words.kept) for one in command.preface)
    if report is not None and report.latest.fingerprint == command.fingerprint and not preface:
        return SAME
    return (
        TransparencyReportPublished(
            by=command.by, at=command.at, period=command.transparency_report, fingerprint=command.fingerprint,
            preface=preface,
        ),
    )  # fmt: skip


def _unfit(command: PublishTransparencyReport, policy: Policy) -> Refusal | None:
    period = period_of(command.transparency_report)
    if period is None:
        return NO_SUCH_PERIOD
    if command.at.astimezone(ZoneInfo(policy.calendar.zone)).date() < period.until:
        return NOT_OVER.given(day=period.until.isoformat())
    if not command.fingerprint:
        return NOT_COUNTED
    seen: set[str] = set()
    for one in command.preface:
        if one.lang not in LANGUAGES:
            return LANGUAGE_UNKNOWN.given(language=one.lang, languages=", ".join(LANGUAGES))
        if one.lang in seen:
            return LANGUAGE_TWICE.given(language=one.lang)
        seen.add(one.lang)
        if one.words.blank:
            return NO_WORDS.given(language=one.lang)
        if len(one.words.text) > PREFACE_MAX:
            return TOO_LONG.given(words_max=PREFACE_MAX, words=len(one.words.text))
    return None
