"""A second person doesn't agree to a proposed penalty, or its proposer takes it back.

Who:    a reviewer with the right to approve; the proposer too.
When:   while it waits for a second person.
Event:  PenaltyDropped; the shop never hears of it.
Next:   desk/reactions.py, under PenaltyDropped.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.approve import NONE_WAITS
from ombud.core.penalty.events.imposing import PenaltyDropped
from ombud.core.penalty.rungs import unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class DropPenalty(Command, frozen=True):
    """No, and why."""

    penalty: str
    words: Words


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't drop it at this instant, the first reason that applies, or None."""
    right_of_its_own = by.id == penalty.proposed_by
    if refusal := not_reviewer(by, "rule" if right_of_its_own else "approve"):
        return refusal
    return None if penalty.stage == "proposed" else NONE_WAITS


def decide(command: DropPenalty, penalty: Penalty, policy: Policy) -> tuple[PenaltyDropped, ...] | Refusal:
    """The end of the proposal."""
    if refusal := may(command.by, penalty, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy):
        return refusal
    return (PenaltyDropped(by=command.by, at=command.at, words=command.words.kept),)
