"""A reviewer lifts measures of a penalty without an appeal, with reasons.

Who:    a reviewer: convinced in the consultation, or because it was wrong.
When:   while the penalty is in force and no appeal is under review.
Event:  MeasuresLifted; all measures that are left end the penalty.
Next:   desk/reactions.py, under MeasuresLifted.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.imposing import MeasuresLifted
from ombud.core.penalty.rungs import UNDER_REVIEW, not_in_force, unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class LiftMeasures(Command, frozen=True):
    """Which measures, all where none is named, and why."""

    penalty: str
    words: Words
    measures: tuple[str, ...] = ()


NOT_LEFT = Refusal(
    code="measure-not-left", because="“{measure}” isn't a measure of this penalty that is left.", field="measures"
)


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't lift anything at this instant, the first reason that applies, or None."""
    if refusal := not_reviewer(by) or not_in_force(penalty):
        return refusal
    return UNDER_REVIEW if penalty.under_review else None


def decide(command: LiftMeasures, penalty: Penalty, policy: Policy) -> tuple[MeasuresLifted, ...] | Refusal:
    """What is lifted, and whether that ends the penalty."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at) or unreadable(command.words, policy):
        return refusal
    left = tuple(one.terms.id for one in penalty.measures if not one.ended)
    lifted = tuple(dict.fromkeys(command.measures)) or left
    stray = next((one for one in lifted if one not in left), None)
    if stray is not None:
        return NOT_LEFT.given(measure=stray)
    ends = set(lifted) == set(left)
    return (MeasuresLifted(by=by, at=at, measures=lifted, words=command.words.kept, ends=ends),)
