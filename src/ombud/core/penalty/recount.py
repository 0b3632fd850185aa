"""A replaced working-day table moves the open deadlines of a penalty that were counted by days.

Who:    the platform's own software, or time itself, when a table is replaced.
When:   while a deadline that isn't over yet would now end later, or is no longer provisional.
Event:  PenaltyDeadlineMoved, one for each; never to an earlier instant.
Next:   desk/reactions.py, under PenaltyDeadlineMoved.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.deadlines import Deadline
from ombud.core.fund.rungs import rules_of as funds_of
from ombud.core.penalty.events.work import PenaltyDeadlineMoved
from ombud.core.penalty.rungs import rules_of
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.terms import violation_of
from ombud.core.people import Actor, Clock, System
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.core.recount import ONLY_SYSTEMS, UNMOVED, recounted
from ombud.core.refusal import Refusal


class RecountPenalty(Command, frozen=True):
    """Count again by the table that the policy now holds."""

    penalty: str
    reason: str = "calendar-replaced"
    """A code for why, told to the shop in its own words."""


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing is counted again at this instant, the first reason that applies, or None."""
    if not isinstance(by, Clock | System):
        return ONLY_SYSTEMS
    return None if any(_recounted(one, penalty, policy, at) for one in penalty.deadlines) else UNMOVED


def decide(command: RecountPenalty, penalty: Penalty, policy: Policy) -> tuple[PenaltyDeadlineMoved, ...] | Refusal:
    """Each deadline that moves, with its old instant and the reason."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at):
        return refusal
    return tuple(
        PenaltyDeadlineMoved(
            by=by, at=at, kind=old.kind, about=old.about, old_due_at=old.due_at, deadline=new, reason=command.reason
        )
        for old in penalty.deadlines
        if (new := _recounted(old, penalty, policy, at))
    )


def _recounted(old: Deadline, penalty: Penalty, policy: Policy, at: datetime) -> Deadline | None:
    return recounted(old, lambda one: _span(one, penalty, policy), policy, at)


def _span(deadline: Deadline, penalty: Penalty, policy: Policy) -> Span:
    """The span by which this deadline was counted."""
    windows = rules_of(policy).windows
    match deadline.kind:
        case "appeal":
            rules = violation_of(penalty.imposition, policy).appeal
            assert rules is not None, "what can be appealed has a window"
            return windows.completion if penalty.appeal == "incomplete" else rules.closes
        case "penalty-approval":
            return windows.senior if penalty.overdue else windows.approval
        case "appeal-review":
            return windows.senior if penalty.overdue else windows.review
        case "question":
            return windows.question
        case "condition":
            return windows.condition
        case "freeze-look":
            return windows.senior if penalty.overdue else funds_of(policy).freeze_look
        case "consultation":
            return windows.senior if penalty.overdue else windows.consultation
        case _:
            return windows.senior
