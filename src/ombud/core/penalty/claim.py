"""A reviewer takes a penalty to work on, so that nobody else does the same.

Who:    a reviewer; of an appeal, one who hasn't decided on the penalty; of a proposal, one who may approve it.
When:   while something of it waits for the platform and nobody else works on it.
Event:  PenaltyClaimed.
Next:   desk/reactions.py, under PenaltyClaimed.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty import approve
from ombud.core.penalty.events.work import PenaltyClaimed
from ombud.core.penalty.rungs import claimed_by_another, decided_before
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer


class ClaimPenalty(Command, frozen=True):
    """This one is mine."""

    penalty: str


YOURS = Refusal(code="already-yours", because="You work on this penalty already.")
NOTHING_TO_DO = Refusal(code="nothing-waits", because="Nothing of this penalty waits for the platform now.")


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't claim it at this instant, the first reason that applies, or None."""
    if refusal := not_reviewer(by):
        return refusal
    if not any(one.on == "platform" and one.kind not in ("measure", "appeal-opens") for one in penalty.deadlines):
        return NOTHING_TO_DO
    if penalty.claimed_by == by.id:
        return YOURS
    return _not_to_decide(by, penalty, policy, at) or claimed_by_another(by, penalty)


def decide(command: ClaimPenalty, penalty: Penalty, policy: Policy) -> tuple[PenaltyClaimed, ...] | Refusal:
    """The claim."""
    if refusal := may(command.by, penalty, policy, command.at):
        return refusal
    return (PenaltyClaimed(by=command.by, at=command.at),)


def _not_to_decide(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why this reviewer couldn't decide what waits, so that claiming it would only keep it from others."""
    if penalty.stage == "proposed":
        return approve.may(by, penalty, policy, at)
    if penalty.appeal == "review" or (penalty.appeal == "granted" and by.id != penalty.granted_by):
        return decided_before(by, penalty)
    return None
