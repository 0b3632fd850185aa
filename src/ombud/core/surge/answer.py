"""The shop answers an intervention: what it does about it, and until when.

Who:    a member of the shop with the right to answer.
When:   once, until its time to answer is over.
Event:  InterventionAnswered.
Next:   desk/reactions.py, under InterventionAnswered.
"""

from datetime import datetime, timedelta

from ombud.core.command import Command
from ombud.core.people import Actor, can
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.surge.events import InterventionAnswered
from ombud.core.surge.rungs import OVER, can_read, rules_of, unreadable
from ombud.core.surge.state import Surge
from ombud.core.words import Words


class AnswerIntervention(Command, frozen=True):
    """The plan."""

    surge: str
    words: Words
    done_by: datetime | None = None


LONGEST = timedelta(days=366)
NOT_THE_SHOP = Refusal(code="shop-only", because="Only the shop that it is about answers an intervention.")
NO_RIGHT = Refusal(
    code="no-right-to-answer",
    because="Your role in this shop doesn’t include answering.",
    way_out="Ask the shop’s owner to answer, or to give you the right.",
)
ANSWERED = Refusal(code="intervention-answered", because="The shop has answered this intervention already.")
TOO_LATE = Refusal(
    code="answer-too-late",
    because="The time to answer was over at {due_at}; the platform concludes on what it has.",
    way_out="Write to the platform’s service if something important is missing.",
)
WRONG_END = Refusal(
    code="plan-end-wrong", because="A plan is carried out after now and within a year.", field="done_by"
)


def may(by: Actor, surge: Surge, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't answer it, or None."""
    if not can_read(by, surge):
        return NOT_THE_SHOP
    if not can(by, "answer"):
        return NO_RIGHT
    if surge.over:
        return OVER
    if surge.answered_at:
        return ANSWERED
    due_at = surge.answer_over_at or surge.deadlines[0].due_at
    return TOO_LATE.given(due_at=due_at) if at >= due_at else None


def decide(command: AnswerIntervention, surge: Surge, policy: Policy) -> tuple[InterventionAnswered, ...] | Refusal:
    """The answer, and the date by which the platform concludes."""
    if refusal := may(command.by, surge, policy, command.at) or unreadable(command.words, policy):
        return refusal
    done_by = command.done_by
    if done_by and (done_by.tzinfo is None or not command.at < done_by <= command.at + LONGEST):
        return WRONG_END
    deadline = policy.deadline("surge-close", "platform", rules_of(policy).windows.close, command.at)
    return (
        InterventionAnswered(
            by=command.by, at=command.at, words=command.words.kept, deadline=deadline, done_by=done_by
        ),
    )
