"""A reviewer dismisses an alarm: nothing need be done, and why.

Who:    a reviewer.
When:   while the platform hasn't turned to the shop about it.
Event:  SurgeDismissed.
Next:   desk/reactions.py, under SurgeDismissed.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.policy.surge import Dismissal
from ombud.core.refusal import Refusal
from ombud.core.surge.events import SurgeDismissed
from ombud.core.surge.rungs import OPENED, not_to_decide, unreadable
from ombud.core.surge.state import Surge
from ombud.core.words import Words


class DismissSurge(Command, frozen=True):
    """A coded reason, and words for whoever reads the alarm later."""

    surge: str
    reason: Dismissal
    words: Words


def may(by: Actor, surge: Surge, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't dismiss it, or None."""
    if refusal := not_to_decide(by, surge):
        return refusal
    return OPENED if surge.opened_at else None


def decide(command: DismissSurge, surge: Surge, policy: Policy) -> tuple[SurgeDismissed, ...] | Refusal:
    """The end of it."""
    if refusal := may(command.by, surge, policy, command.at) or unreadable(command.words, policy):
        return refusal
    return (SurgeDismissed(by=command.by, at=command.at, reason=command.reason, words=command.words.kept),)
