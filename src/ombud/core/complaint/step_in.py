"""The platform steps in by itself.

Who:    a reviewer, with the reason.
When:   while the two sides negotiate.
Event:  PlatformSteppedIn.
Next:   desk/reactions.py, under PlatformSteppedIn.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events.intervention import PlatformSteppedIn
from ombud.core.complaint.rungs import closed, not_admitted, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class StepIn(Command, frozen=True):
    """Why the platform doesn't wait for the sides."""

    complaint: str
    words: Words


RUNNING = Refusal(code="already-with-platform", because="The platform has case {number} already and decides it.")
OWED = Refusal(
    code="being-carried-out",
    because="What was agreed or ruled is being carried out.",
    way_out="If it isn't done in time, the case comes to the platform by itself.",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't step in at this instant, the first reason that applies, or None."""
    if refusal := not_reviewer(by) or closed(complaint) or not_admitted(complaint):
        return refusal
    if complaint.stage == "platform":
        return RUNNING.given(number=complaint.number)
    return OWED if complaint.stage != "negotiating" else None


def decide(command: StepIn, complaint: Complaint, policy: Policy) -> tuple[PlatformSteppedIn, ...] | Refusal:
    """The platform has the case."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy):
        return refusal
    return (turns.stepped_in(command.by, command.at, "by-itself", policy, command.words.kept),)
