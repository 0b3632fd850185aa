"""A reviewer takes an alarm to look at, so that nobody else does the same.

Who:    a reviewer.
When:   while it isn't concluded; also where a colleague looked at it before and is away.
Event:  SurgeLookedAt.
Next:   desk/reactions.py, under SurgeLookedAt.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.surge.events import SurgeLookedAt
from ombud.core.surge.rungs import not_to_decide
from ombud.core.surge.state import Surge


class LookAtSurge(Command, frozen=True):
    """This one is mine."""

    surge: str


YOURS = Refusal(code="already-yours", because="You look at this alarm already.")


def may(by: Actor, surge: Surge, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't take it, or None."""
    if refusal := not_to_decide(by, surge):
        return refusal
    return YOURS if surge.claimed_by == by.id else None


def decide(command: LookAtSurge, surge: Surge, policy: Policy) -> tuple[SurgeLookedAt, ...] | Refusal:
    """The claim."""
    if refusal := may(command.by, surge, policy, command.at):
        return refusal
    return (SurgeLookedAt(by=command.by, at=command.at),)
