"""A member of the shop asks the platform about a penalty: beside an appeal, and where none is possible.

Who:    a member of the penalised shop with the right to answer or to appeal.
When:   at any time after the notice, also when the penalty has ended.
Event:  ConsultationAsked; the platform has the pack's time to answer.
Next:   desk/reactions.py, under ConsultationAsked.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.work import ConsultationAsked
from ombud.core.penalty.rungs import not_member, rules_of, unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.terms import turn
from ombud.core.people import Actor, can
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import NO_RIGHT
from ombud.core.words import Words


class ConsultPlatform(Command, frozen=True):
    """What the shop wants to know or to point out."""

    penalty: str
    words: Words


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't ask at this instant, the first reason that applies, or None."""
    if refusal := not_member(by, penalty):
        return refusal
    return None if can(by, "answer") or can(by, "appeal") else NO_RIGHT


def decide(command: ConsultPlatform, penalty: Penalty, policy: Policy) -> tuple[ConsultationAsked, ...] | Refusal:
    """The question; more words while it waits don't make it wait longer."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at) or unreadable(command.words, policy):
        return refusal
    fresh = turn("consultation", "platform", rules_of(policy).windows.consultation, policy, at)
    deadline = penalty.deadline("consultation") or fresh
    return (ConsultationAsked(by=by, at=at, words=command.words.kept, deadline=deadline),)
