"""A reviewer answers in the consultation about a penalty.

Who:    a reviewer.
When:   at any time after the notice.
Event:  ConsultationAnswered.
Next:   desk/reactions.py, under ConsultationAnswered.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.work import ConsultationAnswered
from ombud.core.penalty.rungs import NOT_IMPOSED, unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class ReplyInConsultation(Command, frozen=True):
    """The platform's words."""

    penalty: str
    words: Words


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't answer at this instant, the first reason that applies, or None."""
    return not_reviewer(by) or (None if penalty.imposed else NOT_IMPOSED)


def decide(
    command: ReplyInConsultation, penalty: Penalty, policy: Policy
) -> tuple[ConsultationAnswered, ...] | Refusal:
    """The answer."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at) or unreadable(command.words, policy):
        return refusal
    return (ConsultationAnswered(by=by, at=at, words=command.words.kept),)
