"""What an order is now: the fold of everything that was told and promised."""

from collections.abc import Iterable
from functools import reduce
from typing import assert_never

from msgspec.structs import replace

from ombud.core.order.events import (
    ComplaintEnded,
    ComplaintOpened,
    Facts,
    OrderEvent,
    OrderRetold,
    OrderTold,
    PlatformAsked,
    RefundPromised,
)
from ombud.core.struct import Value


class OpenComplaint(Value, frozen=True):
    """A complaint about this order, as far as the next one must know of it."""

    id: str
    number: str
    reason: str
    lines: tuple[str, ...]
    live: bool = True


class Order(Value, frozen=True):
    """One order of one consumer at one shop."""

    id: str
    facts: Facts
    source: str
    complaints: tuple[OpenComplaint, ...] = ()
    refunds: dict[str, int] = {}
    """Minor units promised back, by complaint."""
    interventions: tuple[str, ...] = ()
    """Numbers of the complaints in which the platform was asked to step in, one for each time."""

    def refundable(self, besides: str = "") -> int:
        """What can still be given back, minor units, not counting what one complaint itself has promised."""
        return self.facts.paid - sum(amount for case, amount in self.refunds.items() if case != besides)

    def live_about(self, reason: str, lines: tuple[str, ...]) -> OpenComplaint | None:
        """The open complaint with the same reason about one of these lines."""
        for one in self.complaints:
            if one.live and one.reason == reason and set(one.lines) & set(lines):
                return one
        return None


def evolve(order: Order | None, event: OrderEvent) -> Order:
    """The order after one more event."""
    if isinstance(event, OrderTold):
        assert order is None, "an order is told once, then retold"
        return Order(id=event.order, facts=event.facts, source=event.source)
    assert order is not None, "nothing happens to an order before it is told"
    match event:
        case OrderRetold():
            return replace(order, facts=event.facts, source=event.source)
        case ComplaintOpened():
            others = tuple(one for one in order.complaints if one.id != event.complaint)
            opened = OpenComplaint(id=event.complaint, number=event.number, reason=event.reason, lines=event.lines)
            return replace(order, complaints=(*others, opened))
        case ComplaintEnded():
            return replace(
                order,
                complaints=tuple(
                    replace(one, live=False) if one.id == event.complaint else one for one in order.complaints
                ),
            )
        case RefundPromised():
            return replace(order, refunds={**order.refunds, event.complaint: event.amount})
        case PlatformAsked():
            return replace(order, interventions=(*order.interventions, event.number))
        case _:
            assert_never(event)


def fold(events: Iterable[OrderEvent]) -> Order | None:
    """The order after all of them."""
    return reduce(evolve, events, None)
