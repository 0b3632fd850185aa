"""Time passes over an order: a move becomes known, a late shop is reminded once, a consumer is asked *received?*.

Who:    time itself; the desk lets it pass before every act, and the timer loop where nobody acts.
When:   at or after the earliest instant at which something is due.
Event:  MoveTold, LateOrderReminded or ReceiptAsked.
Next:   desk/reactions.py, under each of them. Being late itself needs no event: it follows from the stage's rule.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.deadlines import Deadline
from ombud.core.order.events import LateOrderReminded, MoveTold, ReceiptAsked
from ombud.core.order.state import Order
from ombud.core.people import Actor, Clock
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class LetTimePass(Command, frozen=True):
    """Let everything follow that is due by now."""

    order: str


ONLY_TIME = Refusal(code="clock-only", because="Only time itself does this.")
NOTHING_DUE = Refusal(code="nothing-due", because="Nothing is due yet.")
Followed = MoveTold | LateOrderReminded | ReceiptAsked


def may(by: Actor, order: Order, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing follows at this instant, or None."""
    if not isinstance(by, Clock):
        return ONLY_TIME
    return None if any(one.due_at <= at for one in order.deadlines) else NOTHING_DUE


def decide(command: LetTimePass, order: Order, policy: Policy) -> tuple[Followed, ...] | Refusal:
    """Everything that follows by itself until now, in the order in which it fell due; none of it leads to another."""
    if refusal := may(command.by, order, policy, command.at):
        return refusal
    due = sorted((one for one in order.deadlines if one.due_at <= command.at), key=lambda one: (one.due_at, one.kind))
    return tuple(_follows(one, order, command) for one in due)


def _follows(deadline: Deadline, order: Order, command: LetTimePass) -> Followed:
    by, at = command.by, command.at
    match deadline.kind:
        case "order-news":
            return MoveTold(by=by, at=at, status=order.status)
        case "order-late":
            assert order.late_at is not None, "only what can be late is"
            return LateOrderReminded(by=by, at=at, status=order.status, late_at=order.late_at)
        case _:
            return ReceiptAsked(by=by, at=at, status=order.status)
