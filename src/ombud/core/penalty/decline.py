"""A merchant says that it won't appeal, so that nobody reminds it again.

Who:    a member of the penalised shop who may appeal.
When:   while it could be appealed. It still may be until the window closes.
Event:  AppealDeclined.
Next:   desk/reactions.py, under AppealDeclined.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.appeal import AppealDeclined
from ombud.core.penalty.rungs import closed_window, not_appellant, not_in_force
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class DeclineAppeal(Command, frozen=True):
    """Not this one."""

    penalty: str


DECLINED = Refusal(code="appeal-declined-before", because="Your shop said so already; it can still appeal.")


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't decline at this instant, the first reason that applies, or None."""
    if refusal := not_appellant(by, penalty) or not_in_force(penalty) or closed_window(penalty, at):
        return refusal
    return DECLINED if penalty.declined else None


def decide(command: DeclineAppeal, penalty: Penalty, policy: Policy) -> tuple[AppealDeclined, ...] | Refusal:
    """That it was said."""
    if refusal := may(command.by, penalty, policy, command.at):
        return refusal
    return (AppealDeclined(by=command.by, at=command.at),)
