"""Time passes over a surge: what the platform didn't look at in time goes to the senior queue, a shop that doesn't
answer loses its turn.

Who:    time itself.
When:   at or after the date by which somebody should have acted.
Event:  SurgeOverdue, or InterventionUnanswered.
Next:   desk/reactions.py, under each of them.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor, Clock
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.surge.events import InterventionUnanswered, SurgeOverdue
from ombud.core.surge.rungs import rules_of
from ombud.core.surge.state import Surge


class LetTimePass(Command, frozen=True):
    """Let everything follow that is due by now."""

    surge: str


ONLY_TIME = Refusal(code="clock-only", because="Only time itself does this.")
NOTHING_DUE = Refusal(code="nothing-due", because="Nothing is due yet.")


def may(by: Actor, surge: Surge, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing follows at this instant, or None."""
    if not isinstance(by, Clock):
        return ONLY_TIME
    return None if any(one.due_at <= at for one in surge.deadlines) else NOTHING_DUE


def decide(
    command: LetTimePass, surge: Surge, policy: Policy
) -> tuple[SurgeOverdue | InterventionUnanswered, ...] | Refusal:
    """What follows from the one deadline that an alarm has at a time."""
    if refusal := may(command.by, surge, policy, command.at):
        return refusal
    due, windows = surge.deadlines[0], rules_of(policy).windows
    if due.on == "merchant":
        close = policy.deadline("surge-close", "platform", windows.close, command.at)
        return (InterventionUnanswered(by=command.by, at=command.at, due_at=due.due_at, deadline=close),)
    again = policy.deadline(due.kind, "platform", windows.senior, command.at)
    return (SurgeOverdue(by=command.by, at=command.at, due_at=due.due_at, deadline=again),)
