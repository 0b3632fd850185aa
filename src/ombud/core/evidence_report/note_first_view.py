"""A reviewer says what they see on the accused picture, before a machine says anything about it.

Who:    a reviewer.
When:   once each.
Event:  AccusedViewed.
Next:   nothing; it stays with the staff.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.work import FirstView
from ombud.core.complaint.note_first_view import NOTED
from ombud.core.complaint.rungs import unreadable
from ombud.core.evidence_report.events import AccusedViewed
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_staff
from ombud.core.words import EMPTY, Words


class NoteFirstView(Command, frozen=True):
    """What the reviewer sees with their own eyes."""

    evidence_report: str
    view: FirstView
    words: Words = EMPTY


def may(by: Actor, report: EvidenceReport, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't note what they see, or None."""
    return not_staff(by) or (NOTED if report.first_view(by.id) else None)


def decide(command: NoteFirstView, report: EvidenceReport, policy: Policy) -> tuple[AccusedViewed, ...] | Refusal:
    """The note."""
    if refusal := may(command.by, report, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy, required=False):
        return refusal
    return (AccusedViewed(by=command.by, at=command.at, view=command.view, words=command.words.kept),)
