"""A merchant takes back that a prepared appeal is sent by itself.

Who:    a member of the penalised shop who may appeal.
When:   while one is prepared.
Event:  PreparedKeptBack; the draft stays.
Next:   desk/reactions.py, under PreparedKeptBack.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.appeal import PreparedKeptBack
from ombud.core.penalty.rungs import not_appellant, not_in_force
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class KeepBackAppeal(Command, frozen=True):
    """Don't send it by itself."""

    penalty: str


NOTHING_PREPARED = Refusal(code="nothing-prepared", because="No appeal waits to be sent by itself.")


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't take it back at this instant, the first reason that applies, or None."""
    if refusal := not_appellant(by, penalty) or not_in_force(penalty):
        return refusal
    return None if penalty.prepared else NOTHING_PREPARED


def decide(command: KeepBackAppeal, penalty: Penalty, policy: Policy) -> tuple[PreparedKeptBack, ...] | Refusal:
    """The choice, taken back."""
    if refusal := may(command.by, penalty, policy, command.at):
        return refusal
    return (PreparedKeptBack(by=command.by, at=command.at),)
