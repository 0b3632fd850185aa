"""A reviewer looks again at a freeze of all turnover, and finds that it has to stay.

Who:    a reviewer; whoever finds that it needn't stay lifts the measure instead.
When:   while it is in force; at least as often as the pack says.
Event:  FreezeLookedAt, with the next time.
Next:   desk/reactions.py, under FreezeLookedAt.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.imposing import FreezeLookedAt
from ombud.core.penalty.rungs import not_in_force, unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.terms import freeze_look
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class LookAgain(Command, frozen=True):
    """Why it stays."""

    penalty: str
    words: Words


NOT_FROZEN = Refusal(code="nothing-frozen", because="This penalty freezes no turnover, or not any more.")


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't decide that it stays, the first reason that applies, or None."""
    if refusal := not_reviewer(by) or not_in_force(penalty):
        return refusal
    return None if penalty.deadline("freeze-look") else NOT_FROZEN


def decide(command: LookAgain, penalty: Penalty, policy: Policy) -> tuple[FreezeLookedAt, ...] | Refusal:
    """That it stays, why, and until when at the latest."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at) or unreadable(command.words, policy):
        return refusal
    return (FreezeLookedAt(by=by, at=at, words=command.words.kept, deadline=freeze_look(policy, at)),)
