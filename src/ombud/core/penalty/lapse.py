"""Time passes over a penalty: measures come and go, windows close, and what nobody did has its consequence.

Who:    time itself; the desk lets it pass before every act, and the timer loop where nobody acts.
When:   at or after the earliest instant at which something is due.
Event:  MeasureBegan, MeasureEnded, AppealOpened, PenaltyAppealed, AppealWindowClosed, … by what was due.
Next:   desk/reactions.py, under each of them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from ombud.core.command import Command
from ombud.core.deadlines import Deadline, DueKind
from ombud.core.penalty.appeal import appealed
from ombud.core.penalty.decide_appeal import decided
from ombud.core.penalty.events import PenaltyEvent
from ombud.core.penalty.events.appeal import AppealWindowClosed, QuestionLapsed, Verdict
from ombud.core.penalty.events.imposing import MeasureBegan, MeasureEnded
from ombud.core.penalty.events.work import AppealOpened, MerchantReminded, PenaltyTurnEscalated
from ombud.core.penalty.rungs import rules_of
from ombud.core.penalty.state import Penalty, evolve
from ombud.core.penalty.terms import measure_deadline, review_again, turn
from ombud.core.people import Actor, Clock
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import NOTHING

TIME = Clock()
Events = tuple[PenaltyEvent, ...]
STEPS_MAX = 64
"""More consequences at one instant than any penalty has; beyond it the pack goes round in circles."""


class LetTimePass(Command, frozen=True):
    """Let everything follow that is due by now."""

    penalty: str


ONLY_TIME = Refusal(code="clock-only", because="Only time itself does this.")
NOTHING_DUE = Refusal(code="nothing-due", because="Nothing is due yet.")


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing follows at this instant, or None."""
    if not isinstance(by, Clock):
        return ONLY_TIME
    return None if _earliest(penalty, at) else NOTHING_DUE


def decide(command: LetTimePass, penalty: Penalty, policy: Policy) -> Events | Refusal:
    """Everything that follows by itself until now, in the order in which it fell due."""
    if refusal := may(command.by, penalty, policy, command.at):
        return refusal
    happened: list[PenaltyEvent] = []
    for _ in range(STEPS_MAX):
        due = _earliest(penalty, command.at)
        if due is None:
            break
        for event in _follows(due, penalty, policy, command.at):
            happened.append(event)
            penalty = evolve(penalty, event)
    return tuple(happened)


def _earliest(penalty: Penalty, at: datetime) -> Deadline | None:
    """The deadline at which something follows first, its reminder before its end, if that is due by now."""
    due = [one for one in penalty.deadlines if min(one.remind_at or one.due_at, one.due_at) <= at]
    return min(due, key=lambda one: (min(one.due_at, at), one.kind != "prepared", one.kind, one.about), default=None)


def _follows(deadline: Deadline, penalty: Penalty, policy: Policy, at: datetime) -> Events:
    if at < deadline.due_at:
        return (MerchantReminded(by=TIME, at=at, kind=deadline.kind, about=deadline.about),)
    return CONSEQUENCES[deadline.kind](deadline, penalty, policy, at)


def _measure(deadline: Deadline, penalty: Penalty, _policy: Policy, at: datetime) -> Events:
    measure = next(one for one in penalty.measures if one.terms.id == deadline.about)
    if measure.on:
        return (MeasureEnded(by=TIME, at=at, measure=deadline.about),)
    return (
        MeasureBegan(by=TIME, at=at, measure=deadline.about, deadline=measure_deadline(measure.terms, deadline.due_at)),
    )


def _opens(_deadline: Deadline, _penalty: Penalty, _policy: Policy, at: datetime) -> Events:
    return (AppealOpened(by=TIME, at=at),)


def _closes(_deadline: Deadline, _penalty: Penalty, _policy: Policy, at: datetime) -> Events:
    """After it closes it can never be appealed again."""
    return (AppealWindowClosed(by=TIME, at=at),)


def _prepared(_deadline: Deadline, penalty: Penalty, policy: Policy, at: datetime) -> Events:
    """What its owner had prepared is sent as if by them, in time: also where the timer came late."""
    prepared = penalty.prepared
    assert prepared is not None, "what is to be sent was prepared"
    return (appealed(TIME, at, prepared.submission, penalty, policy, prepared_by=prepared.by),)


def _question(deadline: Deadline, penalty: Penalty, policy: Policy, at: datetime) -> Events:
    return (QuestionLapsed(by=TIME, at=at, question=deadline.about, deadline=review_again(penalty, policy, at)),)


def _condition(_deadline: Deadline, penalty: Penalty, policy: Policy, at: datetime) -> Events:
    """What the grant asked for wasn't done: the appeal ends as if it had not been granted."""
    verdicts = tuple(Verdict(slot=one, upheld=False) for one in penalty.slots)
    return decided(TIME, at, verdicts, NOTHING, penalty, policy)


def _escalate(deadline: Deadline, _penalty: Penalty, policy: Policy, at: datetime) -> Events:
    """The platform's own turn: the shop sees that it is overdue, and the senior queue has it."""
    again = turn(deadline.kind, "platform", rules_of(policy).windows.senior, policy, at)
    return (PenaltyTurnEscalated(by=TIME, at=at, kind=deadline.kind, was_due_at=deadline.due_at, deadline=again),)


Consequence = Callable[[Deadline, Penalty, Policy, datetime], Events]

CONSEQUENCES: Mapping[DueKind, Consequence] = {
    "penalty-approval": _escalate,
    "measure": _measure,
    "appeal-opens": _opens,
    "appeal": _closes,
    "prepared": _prepared,
    "appeal-review": _escalate,
    "question": _question,
    "condition": _condition,
    "condition-check": _escalate,
    "consultation": _escalate,
    "freeze-look": _escalate,
}
