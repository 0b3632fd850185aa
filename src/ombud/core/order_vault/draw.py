"""A case draws on files that its side kept: all who see the case see them, with the date from which they are kept.

Who:    the side that keeps them; the desk does it with the act that hands them in to the case.
When:   while they are kept.
Event:  EvidenceDrawn.
Next:   desk/reactions.py, under EvidenceDrawn.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.order_vault.events import EvidenceDrawn
from ombud.core.order_vault.rungs import not_keeper, not_live
from ombud.core.order_vault.state import OrderVault
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class DrawOnKept(Command, frozen=True):
    """The ids of the files, and of the complaint they were handed in to."""

    order_vault: str
    items: tuple[str, ...]
    complaint: str


DRAWN = Refusal(code="already-drawn", because="This case draws on these files already.", field="items")


def may(by: Actor, vault: OrderVault, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't draw on anything here, or None."""
    return not_keeper(by, vault)


def decide(command: DrawOnKept, vault: OrderVault, policy: Policy) -> tuple[EvidenceDrawn, ...] | Refusal:
    """What the case draws on now and didn't before."""
    if refusal := may(command.by, vault, policy, command.at) or not_live(command.items, vault):
        return refusal
    drawn = {one.file for one in vault.live if command.complaint in one.drawn}
    new = tuple(one for one in dict.fromkeys(command.items) if one not in drawn)
    if not new:
        return DRAWN
    event = EvidenceDrawn(by=command.by, at=command.at, side=vault.side, items=new, complaint=command.complaint)
    return (event,)
