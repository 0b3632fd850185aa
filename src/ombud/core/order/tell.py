"""A source tells us of an order: first or again.

Who:    the platform's own software: an import, an integrator's key, the demo seed.
When:   at any time; telling the same facts again changes nothing and is refused as already known.
Event:  OrderTold, or OrderRetold.
Next:   desk/reactions.py, under OrderTold.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.order.contradictions import flagged
from ombud.core.order.events import Entered, Facts, OrderRetold, OrderTold
from ombud.core.order.path import entered
from ombud.core.order.state import Order
from ombud.core.people import Actor, System
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class TellOrder(Command, frozen=True):
    """Facts of an order, with where they come from."""

    order: str
    facts: Facts
    source: str


ONLY_SYSTEMS = Refusal(code="system-only", because="Only the platform's own systems tell facts.")
KNOWN = Refusal(code="already-known", because="This is known already, in the same words.")
NEGATIVE = Refusal(code="negative-amount", because="An amount or a quantity can't be below zero.", field="facts")


def may(by: Actor, order: Order | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't tell of it, or None."""
    return None if isinstance(by, System) else ONLY_SYSTEMS


def decide(command: TellOrder, order: Order | None, policy: Policy) -> tuple[OrderTold | OrderRetold, ...] | Refusal:
    """The facts as told, with what contradicts itself marked."""
    if refusal := may(command.by, order, policy, command.at):
        return refusal
    amounts = [command.facts.paid, command.facts.freight]
    amounts += [n for line in command.facts.lines for n in (line.unit_price, line.quantity)]
    if min(amounts) < 0:
        return NEGATIVE
    facts = flagged(command.facts)
    if order is None:
        told = OrderTold(
            by=command.by,
            at=command.at,
            order=command.order,
            facts=facts,
            source=command.source,
            entered=entered(facts.status, facts, policy, command.at),
        )
        return (told,)
    if order.facts == facts:
        return KNOWN
    stage = _stage(order, facts, policy, command.at)
    retold = OrderRetold(
        by=command.by,
        at=command.at,
        facts=facts,
        source=command.source,
        entered=None if stage == order.entered else stage,
        was=order.status,
    )
    return (retold,)


def _stage(order: Order, facts: Facts, policy: Policy, at: datetime) -> Entered:
    """The stage it is in by these facts. A source that only repeats a status doesn't take back what was done since."""
    status = facts.status if facts.status != order.facts.status else order.status
    before = order.entered
    if before is None or before.status != status or before.at is None:
        return entered(status, facts, policy, at)
    return entered(status, facts, policy, before.at)  # the same stage, perhaps with an instant that is known only now
