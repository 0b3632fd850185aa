"""A keeper lets go of files: they leave their side's list. What a case drew on stays with that case.

Who:    the side that keeps them; of a shop, a member with the right to answer.
When:   while they are kept.
Event:  EvidenceLetGo.
Next:   desk/reactions.py, under EvidenceLetGo.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.order_vault.events import EvidenceLetGo
from ombud.core.order_vault.rungs import not_keeper, not_live
from ombud.core.order_vault.state import OrderVault
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class LetEvidenceGo(Command, frozen=True):
    """The ids of the files."""

    order_vault: str
    items: tuple[str, ...]


def may(by: Actor, vault: OrderVault, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't let anything go here, or None."""
    return not_keeper(by, vault)


def decide(command: LetEvidenceGo, vault: OrderVault, policy: Policy) -> tuple[EvidenceLetGo, ...] | Refusal:
    """What is let go."""
    if refusal := may(command.by, vault, policy, command.at) or not_live(command.items, vault):
        return refusal
    return (EvidenceLetGo(by=command.by, at=command.at, side=vault.side, items=tuple(dict.fromkeys(command.items))),)
