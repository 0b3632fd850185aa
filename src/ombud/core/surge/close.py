"""The platform concludes an intervention, with an outcome and its reasons, which the shop reads.

Who:    a reviewer.
When:   once the shop has answered or its time to answer is over; before that only to say that nothing is wrong.
Event:  InterventionClosed.
Next:   desk/reactions.py, under InterventionClosed.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.policy.surge import Outcome
from ombud.core.refusal import Refusal
from ombud.core.surge.events import InterventionClosed
from ombud.core.surge.rungs import NOT_OPENED, not_to_decide, unreadable
from ombud.core.surge.state import Surge
from ombud.core.words import Words


class CloseIntervention(Command, frozen=True):
    """What came of it."""

    surge: str
    outcome: Outcome
    words: Words


SHOPS_TURN = Refusal(
    code="shop-may-still-answer",
    because="The shop may answer until {due_at}; until then only “nothing is wrong” can be concluded.",
    way_out="Wait for the answer.",
    field="outcome",
)


def may(by: Actor, surge: Surge, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't conclude it, or None."""
    if refusal := not_to_decide(by, surge):
        return refusal
    return None if surge.opened_at else NOT_OPENED


def decide(command: CloseIntervention, surge: Surge, policy: Policy) -> tuple[InterventionClosed, ...] | Refusal:
    """The end of it."""
    if refusal := may(command.by, surge, policy, command.at):
        return refusal
    if surge.stage == "intervention" and command.outcome != "nothing-wrong":
        return SHOPS_TURN.given(due_at=surge.deadlines[0].due_at)
    if refusal := unreadable(command.words, policy):
        return refusal
    return (InterventionClosed(by=command.by, at=command.at, outcome=command.outcome, words=command.words.kept),)
