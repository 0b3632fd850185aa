"""A move is taken back, before anybody was told of it.

Who:    whoever can act for the side that made the move: the shop with the right to answer, or the platform's staff.
When:   within the pack's minutes after it, as long as nothing else moved the order.
Event:  MoveUndone.
Next:   desk/reactions.py, under MoveUndone: nothing leaves, since nothing had left.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.order.events import MoveUndone
from ombud.core.order.rungs import NOT_THE_SELLER, side_of
from ombud.core.order.state import Order
from ombud.core.people import Actor, Member, can
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import NO_RIGHT


class UndoMove(Command, frozen=True):
    """Back to where it was."""

    order: str


NOTHING_TO_UNDO = Refusal(
    code="nothing-to-undo",
    because="There is no move that can still be taken back.",
    way_out="The consumer has been told of the last one; write to them if it was wrong.",
)


OF_THE_OTHER_SIDE = Refusal(
    code="moved-by-the-other-side",
    because="The last move was made by the other side, so it isn't yours to take back.",
)


def may(by: Actor, order: Order, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't take the last move back at this instant, the first reason that applies, or None."""
    if side_of(by, order) not in ("merchant", "platform"):
        return NOT_THE_SELLER
    if isinstance(by, Member) and not can(by, "answer"):
        return NO_RIGHT
    if order.move is None or at >= order.move.undo_until:
        return NOTHING_TO_UNDO
    return None if side_of(by, order) == order.move.side else OF_THE_OTHER_SIDE


def decide(command: UndoMove, order: Order, policy: Policy) -> tuple[MoveUndone, ...] | Refusal:
    """The stage it was in, with its time as it was."""
    if refusal := may(command.by, order, policy, command.at):
        return refusal
    assert order.move is not None, "just asked"
    return (MoveUndone(by=command.by, at=command.at, was=order.status, entered=order.move.was),)
