"""The platform finds the proof good: what was owed is done.

Who:    a reviewer.
When:   while a proof waits to be checked.
Event:  ExecutionVerified and ComplaintClosed.
Next:   desk/reactions.py, under ComplaintClosed.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.execution import ExecutionVerified
from ombud.core.complaint.rungs import closed, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import EMPTY, Words


class VerifyExecution(Command, frozen=True):
    """The proof holds."""

    complaint: str
    words: Words = EMPTY


NO_PROOF = Refusal(code="no-proof-waits", because="No proof waits to be checked in this case.")


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't decide on the proof at this instant, the first reason that applies, or None."""
    if refusal := not_reviewer(by) or closed(complaint):
        return refusal
    return None if complaint.stage == "verifying" else NO_PROOF


def decide(command: VerifyExecution, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...] | Refusal:
    """Done, and the end."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy, required=False):
        return refusal
    assert complaint.obligation is not None, "what is proved is owed"
    by, at = command.by, command.at
    verified = ExecutionVerified(by=by, at=at, words=command.words.kept)
    return (verified, turns.finished(by, at, complaint.obligation))
