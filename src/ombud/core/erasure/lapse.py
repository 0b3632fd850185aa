"""Time passes over an erasure: undecided it goes to the senior queue, held it is looked at again.

Who:    time itself.
When:   at or after the date by which it is decided, or looked at again.
Event:  ErasureOverdue or ErasureDue.
Next:   desk/reactions.py, under each; after ErasureDue the worker looks at it.
"""

from datetime import datetime, timedelta

from ombud.core.command import Command
from ombud.core.deadlines import Deadline
from ombud.core.erasure.events import ErasureDue, ErasureOverdue
from ombud.core.erasure.grant import CARRY_OUT
from ombud.core.erasure.state import Erasure
from ombud.core.people import Actor, Clock
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal

SENIOR = timedelta(days=7)
"""How often the senior queue is told again of what is overdue by law."""


class LetTimePass(Command, frozen=True):
    """Let everything follow that is due by now."""

    erasure: str


ONLY_TIME = Refusal(code="clock-only", because="Only time itself does this.")
NOTHING_DUE = Refusal(code="nothing-due", because="Nothing is due yet.")


def may(by: Actor, erasure: Erasure, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing follows at this instant, or None."""
    if not isinstance(by, Clock):
        return ONLY_TIME
    return None if any(one.due_at <= at for one in erasure.deadlines) else NOTHING_DUE


def decide(command: LetTimePass, erasure: Erasure, policy: Policy) -> tuple[ErasureOverdue | ErasureDue, ...] | Refusal:
    """The next step, with its own date."""
    if refusal := may(command.by, erasure, policy, command.at):
        return refusal
    at, was = command.at, erasure.deadlines[0]
    if was.kind == "erasure-answer":
        again = Deadline(kind=was.kind, on="platform", from_at=at, due_at=at + SENIOR)
        return (ErasureOverdue(by=command.by, at=at, due_at=was.due_at, deadline=again),)
    again = Deadline(kind=was.kind, on="platform", from_at=at, due_at=at + CARRY_OUT)
    return (ErasureDue(by=command.by, at=at, deadline=again),)
