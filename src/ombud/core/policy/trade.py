"""What a pack says of orders: their kinds, the path of each, and when one is late."""

from typing import Literal

from ombud.core.people import Party
from ombud.core.policy.span import Span
from ombud.core.policy.violation import FormField
from ombud.core.struct import Value

Since = Literal["", "purchased_at", "approved_at", "shipped_at", "delivered_at", "promised_at"]


class OrderStage(Value, frozen=True):
    """One status of an order, and what is to happen in it."""

    status: str
    """The code under which orders come in and go on."""
    next: tuple[str, ...] = ()
    """Where it can go from here, the usual way first; nowhere from a final stage."""
    span: Span | None = None
    """Within which it must move on; none where it is final."""
    since: Since = ""
    """Which instant of the order its time counts from; from when it came here, where nothing is said or told."""
    by: tuple[Party, ...] = ("merchant",)
    """Who can move it on."""
    fields: tuple[FormField, ...] = ()
    """What is filled in as an order comes here: dispatch details, the day of the visit."""
    receipt: str = ""
    """The status to which the consumer's yes leads, who is asked here whether they got it; empty where nobody asks."""
    final: bool = False

    def field(self, code: str) -> FormField | None:
        """The field of this code."""
        return next((one for one in self.fields if one.code == code), None)


class OrderKind(Value, frozen=True):
    """One way to buy, with the path that its orders take."""

    code: str
    stages: tuple[OrderStage, ...]
    """The usual way first, each stage before its next; then those by which an order leaves it."""
    received_after: Span | None = None
    """How long its time runs in a stage with a receipt before the consumer is asked whether they got it; nobody asks
    by himself where nothing is said."""
    not_received: str = "not-delivered"
    """The complaint reason that a consumer's no leads to."""

    def stage(self, status: str) -> OrderStage | None:
        """The stage of this status."""
        for one in self.stages:  # asked for each row of an import
            if one.status == status:
                return one
        return None

    def usual(self, status: str = "") -> tuple[OrderStage, ...]:
        """The way from a stage, or from the first one, on to the end if everything goes as usual."""
        way: dict[str, OrderStage] = {}
        stage = self.stage(status) if status else self.stages[0]
        while stage is not None and stage.status not in way:
            way[stage.status] = stage
            stage = self.stage(stage.next[0]) if stage.next else None
        return tuple(way.values())

    def passed(self, status: str) -> tuple[OrderStage, ...]:
        """The stages up to this one, itself included: on the usual way all before it, elsewhere itself alone."""
        way: list[OrderStage] = []
        for one in self.usual():
            way.append(one)
            if one.status == status:
                return tuple(way)
        aside = self.stage(status)
        return (aside,) if aside else ()


class TradeRules(Value, frozen=True):
    """All that a pack says of orders; on a platform without it an order only has the status it was told with."""

    kinds: tuple[OrderKind, ...]
    """An order that names no kind is of the first."""
    urge: Span
    """A consumer can urge at most once in this span."""
    contact_first: Span | None = None
    """Between writing to the shop and complaining to the platform; none where a complaint needs no such step."""
    undo: int = 10
    """Minutes within which a move can be taken back; nobody is told of it before."""
    remind_at: str = "10:00"
    """When shops are told of their late orders, in the platform's zone: once a day for all that became late."""

    def kind(self, code: str) -> OrderKind | None:
        """The kind of this code; the first for an order that names none."""
        if not code:
            return self.kinds[0]
        return next((one for one in self.kinds if one.code == code), None)
