"""A merchant appeals a penalty: answers and materials by the form of its violation.

Who:    a member of the penalised shop who may appeal.
When:   while the appeal is begun or was found incomplete, before its window closes; decided by when it was received.
Event:  PenaltyAppealed.
Next:   desk/reactions.py, under PenaltyAppealed.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.files import File
from ombud.core.penalty.events.appeal import PenaltyAppealed, Submission
from ombud.core.penalty.form import Answer, Filled, slips
from ombud.core.penalty.rungs import closed_window, not_appellant, not_in_force, rules_of
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.terms import turn, violation_of
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class AppealPenalty(Command, frozen=True):
    """What the form asks for. `files` name their material as `kind`, and the order or item as `about`."""

    penalty: str
    answers: tuple[Answer, ...] = ()
    files: tuple[File, ...] = ()
    nothing_for: tuple[str, ...] = ()
    """Drawn orders for which there is nothing to show: the penalty can then not be revoked."""


NOT_BEGUN = Refusal(
    code="appeal-not-begun",
    because="This appeal isn't begun yet.",
    way_out="Begin it first: where orders are drawn, that is when they are.",
)


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't appeal at this instant, the first reason that applies, or None."""
    if refusal := not_appellant(by, penalty) or not_in_force(penalty) or closed_window(penalty, at):
        return refusal
    return None if penalty.appeal in ("begun", "incomplete") else NOT_BEGUN


def decide(command: AppealPenalty, penalty: Penalty, policy: Policy) -> tuple[PenaltyAppealed, ...] | Refusal:
    """The appeal under review, or the first slip in its form."""
    if refusal := may(command.by, penalty, policy, command.at):
        return refusal
    filled = Filled(answers=command.answers, files=command.files, nothing_for=command.nothing_for)
    if found := wrong(filled, penalty, policy):
        return found[0]
    return (appealed(command.by, command.at, filled.kept, penalty, policy),)


def wrong(filled: Filled, penalty: Penalty, policy: Policy) -> list[Refusal]:
    """Everything that is wrong with it, field by field: what a page shows at once."""
    rules = violation_of(penalty.imposition, policy).appeal
    assert rules is not None, "may has seen to it"
    return slips(rules.form, filled, penalty.slots, none_allowed=rules.none_allowed)


def appealed(
    by: Actor, at: datetime, submission: Submission, penalty: Penalty, policy: Policy, *, prepared_by: str = ""
) -> PenaltyAppealed:
    """The appeal under review from now on."""
    return PenaltyAppealed(
        by=by,
        at=at,
        attempt=penalty.attempts + 1,
        submission=submission,
        deadline=turn("appeal-review", "platform", rules_of(policy).windows.review, policy, at),
        prepared_by=prepared_by,
    )
