"""A reviewer asks the merchant something within an appeal.

Who:    a reviewer who hasn't decided on this penalty.
When:   while an appeal is under review, one question at a time, up to the pack's number.
Event:  QuestionAsked; the review's time stands still until the answer.
Next:   desk/reactions.py, under QuestionAsked.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.appeal import QuestionAsked
from ombud.core.penalty.rungs import not_deciding, rules_of, unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.terms import turn
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class AskMerchant(Command, frozen=True):
    """The question."""

    penalty: str
    words: Words


ENOUGH = Refusal(code="enough-questions", because="An appeal takes at most {questions_max} questions.")


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't ask at this instant, the first reason that applies, or None."""
    if refusal := not_deciding(by, penalty):
        return refusal
    most = rules_of(policy).limits.questions_max
    return ENOUGH.given(questions_max=most) if len(penalty.questions) >= most else None


def decide(command: AskMerchant, penalty: Penalty, policy: Policy) -> tuple[QuestionAsked, ...] | Refusal:
    """The question and its deadline."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at) or unreadable(command.words, policy):
        return refusal
    question = f"q{len(penalty.questions) + 1}"
    deadline = turn("question", "merchant", rules_of(policy).windows.question, policy, at, about=question)
    return (QuestionAsked(by=by, at=at, question=question, words=command.words.kept, deadline=deadline),)
