"""A reviewer grants an appeal on a condition: the penalty is revoked once the merchant has done it.

Who:    a reviewer who hasn't decided on this penalty.
When:   while an appeal is under review and no question waits for an answer.
Event:  AppealGrantedOnCondition.
Next:   desk/reactions.py, under AppealGrantedOnCondition.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.appeal import AppealGrantedOnCondition
from ombud.core.penalty.rungs import not_deciding, rules_of, unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.terms import turn
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class GrantOnCondition(Command, frozen=True):
    """What has to be done, so that anybody can see whether it was."""

    penalty: str
    words: Words


NOTHING_SHOWN = Refusal(
    code="nothing-shown-for-all",
    because="The merchant stated that it has nothing to show for some of them, so the penalty can't be revoked.",
    way_out="Decide order by order.",
)


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't grant it so at this instant, the first reason that applies, or None."""
    if refusal := not_deciding(by, penalty):
        return refusal
    return NOTHING_SHOWN if penalty.submission and penalty.submission.nothing_for else None


def decide(
    command: GrantOnCondition, penalty: Penalty, policy: Policy
) -> tuple[AppealGrantedOnCondition, ...] | Refusal:
    """The condition and its deadline."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at) or unreadable(command.words, policy):
        return refusal
    deadline = turn("condition", "merchant", rules_of(policy).windows.condition, policy, at)
    return (AppealGrantedOnCondition(by=by, at=at, words=command.words.kept, deadline=deadline),)
