"""The merchant answers a question asked within its appeal.

Who:    a member of the penalised shop who may appeal.
When:   while the question is open, before its deadline.
Event:  QuestionAnswered; the review has the time that was left to it.
Next:   desk/reactions.py, under QuestionAnswered.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.files import File
from ombud.core.penalty.events.appeal import QuestionAnswered
from ombud.core.penalty.rungs import not_appellant, not_in_force, too_many, unreadable
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.terms import review_again
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class AnswerQuestion(Command, frozen=True):
    """The answer, with files where they help."""

    penalty: str
    words: Words
    files: tuple[File, ...] = ()


NOT_ASKED = Refusal(code="no-question-open", because="No question waits for your answer.")
LATE = Refusal(code="too-late", because="The time for this ended at {due_at}.")


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't answer at this instant, the first reason that applies, or None."""
    if refusal := not_appellant(by, penalty) or not_in_force(penalty):
        return refusal
    deadline = penalty.deadline("question")
    if deadline is None or penalty.open_question is None:
        return NOT_ASKED
    return LATE.given(due_at=deadline.due_at) if at >= deadline.due_at else None


def decide(command: AnswerQuestion, penalty: Penalty, policy: Policy) -> tuple[QuestionAnswered, ...] | Refusal:
    """The answer."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at) or unreadable(command.words, policy) or too_many(command.files, policy):
        return refusal
    question = penalty.open_question
    assert question is not None, "may has seen to it"
    return (
        QuestionAnswered(
            by=by,
            at=at,
            question=question.id,
            words=command.words.kept,
            files=command.files,
            deadline=review_again(penalty, policy, at),
        ),
    )
