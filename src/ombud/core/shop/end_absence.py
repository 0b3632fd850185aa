"""The owner is back, or stays after all.

Who:    the shop's owner.
When:   while an absence is announced.
Event:  AbsenceEnded.
Next:   desk/reactions.py, under AbsenceEnded.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.keeping_events import AbsenceEnded
from ombud.core.shop.rungs import not_owner
from ombud.core.shop.state import Shop


class EndAbsence(Command, frozen=True):
    """That it is over."""

    shop: str


NOT_AWAY = Refusal(code="not-away", because="No absence is announced.")


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't end one, or None."""
    if refusal := not_owner(by, shop):
        return refusal
    return NOT_AWAY if shop.absence is None or shop.absence.until <= at else None


def decide(command: EndAbsence, shop: Shop, policy: Policy) -> tuple[AbsenceEnded, ...] | Refusal:
    """Its end."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    return (AbsenceEnded(by=command.by, at=command.at),)
