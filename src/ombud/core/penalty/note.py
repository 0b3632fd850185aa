"""A reviewer writes an internal note on a penalty; no party ever sees it.

Who:    a reviewer.
When:   at any time.
Event:  PenaltyNoted.
Next:   desk/reactions.py, under PenaltyNoted.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.work import PenaltyNoted
from ombud.core.penalty.rungs import unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class NotePenalty(Command, frozen=True):
    """For colleagues."""

    penalty: str
    words: Words


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't write a note, or None."""
    return not_reviewer(by)


def decide(command: NotePenalty, penalty: Penalty, policy: Policy) -> tuple[PenaltyNoted, ...] | Refusal:
    """The note."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at) or unreadable(command.words, policy):
        return refusal
    return (PenaltyNoted(by=by, at=at, words=command.words.kept),)
