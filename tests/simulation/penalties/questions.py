"""What the watch checks of questions within an appeal: one at a time, and the review's clock stands still meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.simulation.breach import hold

if TYPE_CHECKING:
    from tests.simulation.penalties.appeal import Appeal

SECOND = timedelta(seconds=1)
"""What is left of a time is kept in whole seconds."""


def asked(appeal: Appeal, event: Any) -> None:
    """A reviewer asks. Raises Breach."""
    appeal.deciding(event)
    appeal.questions += 1
    hold(appeal.questions <= appeal.charge.rules.limits.questions_max, "I28 questions within their number")
    appeal.question = event.question
    appeal.left = appeal.charge.deadlines["appeal-review", ""].due_at - event.at


def answered(appeal: Appeal, event: Any) -> None:
    """The shop answers. Raises Breach."""
    due = appeal.charge.deadlines["question", event.question]
    hold(event.question == appeal.question, "I7 the question that is open is answered", event)
    hold(event.at < due.due_at, "I8 an answer in time, and only then", (event.at, due))
    _goes_on(appeal, event)


def lapsed(appeal: Appeal, event: Any) -> None:
    """Nobody answered. Raises Breach."""
    due = appeal.charge.deadlines["question", event.question]
    hold(due.due_at <= event.at, "I9 never before its instant", (event.at, due))
    _goes_on(appeal, event)


def _goes_on(appeal: Appeal, event: Any) -> None:
    least = event.at + appeal.left - SECOND
    hold(event.deadline.due_at >= least, "I11 a question stops the review's clock", (event.deadline, least))
    appeal.question = ""
