"""What an order is now: the fold of everything that was told and promised."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import Literal, assert_never

from msgspec.structs import replace

from ombud.core.deadlines import Deadline
from ombud.core.order.events import (
    ComplaintEnded,
    ComplaintOpened,
    DetailsFilledIn,
    Entered,
    EvidenceReported,
    Facts,
    KeptDetail,
    LateOrderReminded,
    MoveTold,
    MoveUndone,
    OrderEvent,
    OrderMovedOn,
    OrderNotReceived,
    OrderRated,
    OrderReceived,
    OrderRetold,
    OrderTold,
    OrderUrged,
    PathEvent,
    PlatformAsked,
    RatingAnswered,
    ReceiptAsked,
    RefundPromised,
    ShopContacted,
)
from ombud.core.people import Member, Party
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept


class OpenComplaint(Value, frozen=True):
    """A complaint about this order, as far as the next one must know of it."""

    id: str
    number: str
    reason: str
    lines: tuple[str, ...]
    live: bool = True


Receipt = Literal["", "asked", "yes", "no"]
"""What the consumer said to *received?* in the stage the order is in."""


class Move(Value, frozen=True):
    """The last move of a person, as long as it can be taken back: the order as it was before."""

    undo_until: datetime
    was: Entered
    details: tuple[KeptDetail, ...] = ()
    reminded_at: datetime | None = None
    receipt: Receipt = ""
    side: Party = "merchant"
    """Who made it."""


class Reported(Value, frozen=True):
    """A report of fake evidence about this order, as far as the next one must know of it."""

    report: str
    number: str
    shop: str


class Rating(Value, frozen=True):
    """What who bought it says of it to everybody, and what the shop answered."""

    stars: int
    at: datetime
    """When it was rated first."""
    words: Kept = NOTHING
    changed_at: datetime | None = None
    answered_at: datetime | None = None
    answer: Kept = NOTHING


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
    entered: Entered | None = None
    """The stage it is in; None where it was told before stages were kept."""
    details: tuple[KeptDetail, ...] = ()
    """What was filled in on its way, each field as it was filled in last."""
    move: Move | None = None
    reminded_at: datetime | None = None
    """When the shop was told that it is late in this stage."""
    urged_at: datetime | None = None
    """When the consumer urged the shop last."""
    contacted_at: datetime | None = None
    """When the consumer first wrote to the shop about it."""
    receipt: Receipt = ""
    rating: Rating | None = None
    reported: tuple[Reported, ...] = ()
    """Evidence that the shop reported; what came beyond the cap isn't among it."""

    @property
    def status(self) -> str:
        """Where it stands: as it was told, or as it was moved on since."""
        return self.entered.status if self.entered else self.facts.status

    @property
    def shop(self) -> str:
        """Who sold it."""
        return self.facts.shop

    @property
    def consumer(self) -> str:
        """Who bought it."""
        return self.facts.consumer

    @property
    def late_at(self) -> datetime | None:
        """From when it is late in the stage it is in; None where it can't be."""
        return self.entered.late_at if self.entered else None

    @property
    def missing(self) -> tuple[str, ...]:
        """Codes of what should have been filled in by now and wasn't."""
        filled = {one.code for one in self.details}
        return tuple(one for one in self.entered.wants if one not in filled) if self.entered else ()

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """What follows by itself: news of a move, the word to a late shop, the question to the consumer."""
        now, found = self.entered, []
        if now is None:
            return ()
        if self.move is not None:
            until = self.move.undo_until
            found.append(Deadline(kind="order-news", on="platform", from_at=now.at or until, due_at=until))
        if now.remind_at is not None and self.reminded_at is None:
            since = now.since or now.remind_at
            found.append(Deadline(kind="order-late", on="merchant", from_at=since, due_at=now.remind_at))
        if now.ask_at is not None and not self.receipt:
            since = now.since or now.ask_at
            found.append(Deadline(kind="order-receipt", on="consumer", from_at=since, due_at=now.ask_at))
        return tuple(found)

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
        return Order(id=event.order, facts=event.facts, source=event.source, entered=event.entered)
    assert order is not None, "nothing happens to an order before it is told"
    match event:
        case OrderRetold():
            told = replace(order, facts=event.facts, source=event.source)
            if event.entered is None:
                return told
            same = order.entered is not None and event.entered.status == order.status
            return replace(told, entered=event.entered) if same else _came_to(told, event.entered)
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
        case EvidenceReported():
            made = Reported(report=event.report, number=event.number, shop=event.shop)
            return replace(order, reported=(*order.reported, made))
        case OrderRated():
            return replace(order, rating=_rated(order.rating, event))
        case RatingAnswered():
            assert order.rating is not None, "only a rating is answered"
            return replace(order, rating=replace(order.rating, answered_at=event.at, answer=event.words))
        case _:
            return _went_on(order, event)


def _went_on(order: Order, event: PathEvent) -> Order:
    """The order after something happened on its path, or was asked and said about it."""
    match event:
        case OrderMovedOn():
            return _moved_on(order, event)
        case DetailsFilledIn():
            return replace(order, details=_filled(order.details, event.details))
        case MoveUndone():
            return _taken_back(order, event)
        case MoveTold():
            return replace(order, move=None)
        case LateOrderReminded():
            return replace(order, reminded_at=event.at)
        case OrderUrged():
            return replace(order, urged_at=event.at)
        case ShopContacted():
            first = order.contacted_at is None and not isinstance(event.by, Member)
            return replace(order, contacted_at=event.at) if first else order
        case ReceiptAsked():
            return replace(order, receipt="asked")
        case OrderReceived():
            return replace(_came_to(order, event.entered), receipt="yes")
        case OrderNotReceived():
            return replace(order, receipt="no")
        case _:
            assert_never(event)


def _rated(was: Rating | None, event: OrderRated) -> Rating:
    if was is None:
        return Rating(stars=event.stars, at=event.at, words=event.words)
    return replace(was, stars=event.stars, words=event.words, changed_at=event.at)


def _came_to(order: Order, entered: Entered) -> Order:
    """The order in another stage, in which nobody has been told or asked anything yet."""
    return replace(order, entered=entered, move=None, reminded_at=None, receipt="")


def _moved_on(order: Order, event: OrderMovedOn) -> Order:
    was = order.entered
    assert was is not None, "only what stands in a stage moves on"
    moved = replace(_came_to(order, event.entered), details=_filled(order.details, event.details))
    if event.undo_until is None:
        return moved
    before = Move(
        undo_until=event.undo_until, was=was, details=order.details, reminded_at=order.reminded_at,
        receipt=order.receipt, side="merchant" if isinstance(event.by, Member) else "platform",
    )  # fmt: skip
    return replace(moved, move=before)


def _taken_back(order: Order, event: MoveUndone) -> Order:
    before = order.move
    assert before is not None, "what is taken back was done"
    return replace(
        order, entered=event.entered, details=before.details, move=None, reminded_at=before.reminded_at,
        receipt=before.receipt,
    )  # fmt: skip


def _filled(before: tuple[KeptDetail, ...], now: tuple[KeptDetail, ...]) -> tuple[KeptDetail, ...]:
    codes = {one.code for one in now}
    return (*(one for one in before if one.code not in codes), *now)


def fold(events: Iterable[OrderEvent]) -> Order | None:
    """The order after all of them."""
    return reduce(evolve, events, None)
