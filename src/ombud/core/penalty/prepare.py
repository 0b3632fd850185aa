"""A merchant has a complete draft sent by itself just before the window closes.

Who:    a member of the penalised shop who may appeal.
When:   while it could be sent; each time replaces what was prepared before.
Event:  AppealPrepared; time sends it, unless it was sent or kept back before.
Next:   desk/reactions.py, under AppealPrepared.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.deadlines import Deadline
from ombud.core.files import File
from ombud.core.penalty import appeal
from ombud.core.penalty.events.appeal import AppealPrepared
from ombud.core.penalty.form import Answer, Filled
from ombud.core.penalty.rungs import rules_of
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class PrepareAppeal(Command, frozen=True):
    """The same as an appeal holds; it is checked now, so that nothing incomplete waits."""

    penalty: str
    answers: tuple[Answer, ...] = ()
    files: tuple[File, ...] = ()
    nothing_for: tuple[str, ...] = ()


SEND_NOW = Refusal(
    code="too-late-to-prepare",
    because="What is prepared would be sent at {sent_at}, which is over.",
    way_out="Send the appeal yourself now.",
)


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't prepare an appeal at this instant, the first reason that applies, or None."""
    if refusal := appeal.may(by, penalty, policy, at):
        return refusal
    sent_at = _sent_at(penalty, policy, at)
    return SEND_NOW.given(sent_at=sent_at) if at >= sent_at else None


def decide(command: PrepareAppeal, penalty: Penalty, policy: Policy) -> tuple[AppealPrepared, ...] | Refusal:
    """What will be sent, and when."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at):
        return refusal
    filled = Filled(answers=command.answers, files=command.files, nothing_for=command.nothing_for)
    if found := appeal.wrong(filled, penalty, policy):
        return found[0]
    deadline = Deadline(kind="prepared", on="merchant", from_at=at, due_at=_sent_at(penalty, policy, at))
    return (AppealPrepared(by=by, at=at, submission=filled.kept, deadline=deadline),)


def _sent_at(penalty: Penalty, policy: Policy, at: datetime) -> datetime:
    """A little before the window closes, so that it is certainly in time."""
    assert penalty.closes_at is not None, "only a penalty with a window can be appealed"
    return penalty.closes_at - (policy.end(rules_of(policy).windows.prepared_before, at) - at)
