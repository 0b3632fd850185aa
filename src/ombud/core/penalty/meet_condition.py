"""The merchant shows that it has done what its appeal was granted for.

Who:    a member of the penalised shop who may appeal.
When:   after a grant on condition, before its deadline.
Event:  ConditionMet; a reviewer looks whether it is so.
Next:   desk/reactions.py, under ConditionMet.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.files import File
from ombud.core.penalty.answer import LATE
from ombud.core.penalty.events.appeal import ConditionMet
from ombud.core.penalty.rungs import not_appellant, not_in_force, rules_of, too_many, unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.terms import turn
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class MeetCondition(Command, frozen=True):
    """What was done, with files that show it."""

    penalty: str
    words: Words
    files: tuple[File, ...] = ()


NO_CONDITION = Refusal(code="no-condition", because="No condition waits for you.")


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't show it at this instant, the first reason that applies, or None."""
    if refusal := not_appellant(by, penalty) or not_in_force(penalty):
        return refusal
    deadline = penalty.deadline("condition")
    if deadline is None:
        return NO_CONDITION
    return LATE.given(due_at=deadline.due_at) if at >= deadline.due_at else None


def decide(command: MeetCondition, penalty: Penalty, policy: Policy) -> tuple[ConditionMet, ...] | Refusal:
    """What was shown, and the reviewer's time to look."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at) or unreadable(command.words, policy) or too_many(command.files, policy):
        return refusal
    deadline = turn("condition-check", "platform", rules_of(policy).windows.senior, policy, at)
    return (ConditionMet(by=by, at=at, words=command.words.kept, files=command.files, deadline=deadline),)
