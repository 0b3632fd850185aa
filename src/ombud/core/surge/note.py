"""A reviewer notes something on an alarm, for the staff only.

Who:    a reviewer.
When:   at any time.
Event:  SurgeNoted.
Next:   nothing; the note stays with the staff.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_staff
from ombud.core.surge.events import SurgeNoted
from ombud.core.surge.rungs import unreadable
from ombud.core.surge.state import Surge
from ombud.core.words import Words


class NoteSurge(Command, frozen=True):
    """What colleagues should know."""

    surge: str
    words: Words


def may(by: Actor, surge: Surge, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't note anything, or None."""
    return not_staff(by)


def decide(command: NoteSurge, surge: Surge, policy: Policy) -> tuple[SurgeNoted, ...] | Refusal:
    """The note."""
    if refusal := may(command.by, surge, policy, command.at) or unreadable(command.words, policy):
        return refusal
    return (SurgeNoted(by=command.by, at=command.at, words=command.words.kept),)
