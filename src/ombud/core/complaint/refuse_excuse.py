"""The platform doesn't accept an excuse, with reasons; the side has the time that was left to it.

Who:    a reviewer.
When:   while an excuse waits for an answer.
Event:  ExcuseRefused.
Next:   desk/reactions.py, under ExcuseRefused.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import grant_excuse, turns
from ombud.core.complaint.events.intervention import ExcuseRefused
from ombud.core.complaint.rungs import unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class RefuseExcuse(Command, frozen=True):
    """No to the excuse about this request, and why."""

    complaint: str
    request: str
    words: Words


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't answer an excuse at this instant, the first reason that applies, or None."""
    return grant_excuse.may(by, complaint, policy, at)


def decide(command: RefuseExcuse, complaint: Complaint, policy: Policy) -> tuple[ExcuseRefused, ...] | Refusal:
    """The no; the time that was left when the excuse was given runs again."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    request = complaint.request(command.request)
    if request is None or not request.excuse:
        return grant_excuse.NOT_EXCUSED
    if refusal := unreadable(command.words, policy):
        return refusal
    return (
        ExcuseRefused(
            by=command.by,
            at=command.at,
            request=request.id,
            words=command.words.kept,
            deadline=turns.given_back(request, command.at),
        ),
    )
