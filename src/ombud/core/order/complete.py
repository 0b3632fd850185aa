"""A stage of an order is completed: it goes on to its next status, with what is to be filled in there.

Who:    whoever the pack lets move this stage on: the shop with the right to answer, or the platform's staff.
When:   while the order is in a stage of its kind's path that isn't the last.
Event:  OrderMovedOn.
Next:   desk/reactions.py, under MoveTold: the consumer hears of it once it can't be taken back any more.
"""

from datetime import datetime, timedelta

from ombud.core.command import Command
from ombud.core.order.details import Detail, kept, wrong
from ombud.core.order.events import OrderMovedOn
from ombud.core.order.path import entered, kind_of
from ombud.core.order.rungs import NOT_THE_SELLER, off_the_path, side_of, stage_here, too_long
from ombud.core.order.state import Order
from ombud.core.people import Actor, Member, can
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import NO_RIGHT
from ombud.core.words import EMPTY, Words


class CompleteStage(Command, frozen=True):
    """The order goes on: to the usual next status, or to the one that is named."""

    order: str
    to: str = ""
    details: tuple[Detail, ...] = ()
    words: Words = EMPTY
    """Why, where there is something to say."""


NOT_YOURS_TO_MOVE = Refusal(
    code="stage-moved-by-others",
    because="In this status the order is moved on by somebody else.",
    way_out="It goes on once the other side says so, or the platform is told.",
)
NOT_NEXT = Refusal(
    code="not-a-next-status",
    because="From here an order can't go to “{to}”.",
    way_out="It can go to: {next}.",
    field="to",
)


def may(by: Actor, order: Order, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't move it on at this instant, the first reason that applies, or None."""
    side = side_of(by, order)
    if side not in ("merchant", "platform"):
        return NOT_THE_SELLER
    if isinstance(by, Member) and not can(by, "answer"):
        return NO_RIGHT
    if refusal := off_the_path(order, policy):
        return refusal
    return None if side in stage_here(order, policy).by else NOT_YOURS_TO_MOVE


def decide(command: CompleteStage, order: Order, policy: Policy) -> tuple[OrderMovedOn, ...] | Refusal:
    """The order in its next status."""
    if refusal := may(command.by, order, policy, command.at):
        return refusal
    stage, kind = stage_here(order, policy), kind_of(order, policy)
    to = command.to or stage.next[0]
    target = kind.stage(to) if kind and to in stage.next else None
    if target is None:
        return NOT_NEXT.given(to=to, next=", ".join(stage.next))
    if refusal := wrong(command.details, target.fields, all_of_them=True) or too_long(command.words, policy):
        return refusal
    assert policy.pack.trade is not None, "what is on a path has rules"
    moved = OrderMovedOn(
        by=command.by,
        at=command.at,
        was=order.status,
        entered=entered(to, order.facts, policy, command.at),
        details=kept(command.details),
        note=command.words.kept,
        undo_until=command.at + timedelta(minutes=policy.pack.trade.undo),
    )
    return (moved,)
