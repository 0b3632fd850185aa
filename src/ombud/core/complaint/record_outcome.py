"""What came of a case that went on outside the platform.

Who:    either side, or a reviewer.
When:   after it was marked as taken elsewhere; again where it changed, the latest holds.
Event:  ElsewhereDecided.
Next:   desk/reactions.py, under ElsewhereDecided.
"""

from datetime import datetime
from typing import Literal

from ombud.core.command import Command
from ombud.core.complaint.events.work import ElsewhereDecided
from ombud.core.complaint.rungs import not_side, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor, Reviewer
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class RecordOutcome(Command, frozen=True):
    """How it ended there."""

    complaint: str
    outcome: Literal["for-consumer", "for-merchant", "partly", "settled", "dropped"]
    words: Words


NOT_ELSEWHERE = Refusal(
    code="not-taken-elsewhere",
    because="It isn't marked that this case went on elsewhere.",
    way_out="Mark that first.",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't record it at this instant, the first reason that applies, or None."""
    if not isinstance(by, Reviewer) and (refusal := not_side(by, complaint)):
        return refusal
    return None if complaint.elsewhere else NOT_ELSEWHERE


def decide(command: RecordOutcome, complaint: Complaint, policy: Policy) -> tuple[ElsewhereDecided, ...] | Refusal:
    """The outcome."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy):
        return refusal
    return (ElsewhereDecided(by=command.by, at=command.at, outcome=command.outcome, words=command.words.kept),)
