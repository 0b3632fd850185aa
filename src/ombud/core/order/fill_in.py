"""The shop fills in what is missing about an order, or puts right what was filled in; the order stays where it is.

Who:    a member of the shop that sold it, with the right to answer.
When:   at any time, for the stages that the order has come through.
Event:  DetailsFilledIn.
Next:   desk/reactions.py, under DetailsFilledIn.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.order.details import Detail, kept, wrong
from ombud.core.order.events import DetailsFilledIn
from ombud.core.order.path import kind_of
from ombud.core.order.rungs import NOT_ON_THE_PATH, not_seller
from ombud.core.order.state import Order
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import FormField
from ombud.core.refusal import Refusal


class FillInDetails(Command, frozen=True):
    """What is known now."""

    order: str
    details: tuple[Detail, ...]


NOTHING_TO_FILL_IN = Refusal(
    code="nothing-to-fill-in", because="Nothing has to be filled in on the way to this status."
)
NOTHING_FILLED_IN = Refusal(code="nothing-filled-in", because="Nothing was filled in.", field="details")


def fields_here(order: Order, policy: Policy) -> tuple[FormField, ...]:
    """Every field on the way to where the order is."""
    kind = kind_of(order, policy)
    return tuple(field for stage in kind.passed(order.status) for field in stage.fields) if kind else ()


def may(by: Actor, order: Order, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't fill anything in, the first reason that applies, or None."""
    if refusal := not_seller(by, order):
        return refusal
    kind = kind_of(order, policy)
    if kind is None or kind.stage(order.status) is None:
        return NOT_ON_THE_PATH.given(status=order.status or "–")
    return None if fields_here(order, policy) else NOTHING_TO_FILL_IN


def decide(command: FillInDetails, order: Order, policy: Policy) -> tuple[DetailsFilledIn, ...] | Refusal:
    """The details, kept."""
    if refusal := may(command.by, order, policy, command.at):
        return refusal
    given = tuple(one for one in command.details if not one.words.blank)
    if not given:
        return NOTHING_FILLED_IN
    if refusal := wrong(given, fields_here(order, policy), all_of_them=False):
        return refusal
    return (DetailsFilledIn(by=command.by, at=command.at, details=kept(given)),)
