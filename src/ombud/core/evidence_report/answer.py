"""The consumer whose picture was reported says what they think of it.

Who:    the consumer accused.
When:   once, until their time to be heard is over.
Event:  EvidenceReportAnswered.
Next:   desk/reactions.py, under EvidenceReportAnswered.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.evidence_report.events import EvidenceReportAnswered, Stance
from ombud.core.evidence_report.rungs import not_accused, not_open, rules_of, too_many_files, unreadable
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.files import File
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class AnswerEvidenceReport(Command, frozen=True):
    """Whether it is so, why, and what shows it: the original as the camera took it, more pictures."""

    evidence_report: str
    stance: Stance
    words: Words
    """Needed where it is denied."""
    files: tuple[File, ...] = ()


ANSWERED = Refusal(code="accused-answered", because="You have answered this report.")
TOO_LATE = Refusal(code="too-late", because="The time for this ended at {due_at}.")


def may(by: Actor, report: EvidenceReport, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't answer at this instant, the first reason that applies, or None."""
    if refusal := not_accused(by, report) or not_open(report):
        return refusal
    if report.answered_at is not None:
        return ANSWERED
    until = report.heard_until
    return TOO_LATE.given(due_at=until) if until is not None and at >= until else None


def decide(
    command: AnswerEvidenceReport, report: EvidenceReport, policy: Policy
) -> tuple[EvidenceReportAnswered, ...] | Refusal:
    """The answer; it is the platform's turn."""
    if refusal := may(command.by, report, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy, required=command.stance == "denies"):
        return refusal
    if refusal := too_many_files(command.files, policy):
        return refusal
    return (
        EvidenceReportAnswered(
            by=command.by,
            at=command.at,
            stance=command.stance,
            words=command.words.kept,
            files=command.files,
            deadline=policy.deadline("examination", "platform", rules_of(policy).examine, command.at),
            told=report.told,
        ),
    )
