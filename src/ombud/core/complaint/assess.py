"""The platform says of one piece of evidence whether it counts, and why.

Who:    a reviewer.
When:   while the platform has the case; again where the first look was wrong, the latest holds.
Event:  EvidenceAssessed.
Next:   desk/reactions.py, under EvidenceAssessed.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.intervention import EvidenceAssessed
from ombud.core.complaint.rungs import closed, not_with_platform, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class AssessEvidence(Command, frozen=True):
    """One exhibit, and what it is worth."""

    complaint: str
    exhibit: str
    counts: bool
    words: Words


NO_SUCH_EXHIBIT = Refusal(
    code="no-such-exhibit",
    because="There is no evidence “{exhibit}” in this case.",
    way_out="Name evidence that lies in the case.",
    field="exhibit",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't assess evidence at this instant, the first reason that applies, or None."""
    return not_reviewer(by) or closed(complaint) or not_with_platform(complaint)


def decide(command: AssessEvidence, complaint: Complaint, policy: Policy) -> tuple[EvidenceAssessed, ...] | Refusal:
    """Whether it counts."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if complaint.exhibit(command.exhibit) is None:
        return NO_SUCH_EXHIBIT.given(exhibit=command.exhibit)
    if refusal := unreadable(command.words, policy):
        return refusal
    return (
        EvidenceAssessed(
            by=command.by,
            at=command.at,
            exhibit=command.exhibit,
            counts=command.counts,
            words=command.words.kept,
        ),
    )
