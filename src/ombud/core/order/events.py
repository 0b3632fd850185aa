"""Everything that can have happened to an order. Kept for ever: add, never edit."""

from datetime import datetime

from ombud.core.command import Event
from ombud.core.struct import Value


class Line(Value, frozen=True):
    """One line of an order as it was at purchase."""

    id: str
    product: str = ""
    title: str = ""
    specification: str = ""
    quantity: int = 1
    unit_price: int = 0
    """Minor units."""
    picture: str = ""
    """Path or vault reference of the product's picture at purchase."""
    after_sales: str = ""
    seller: str = ""
    """Who sold it by the source's own id, even where nothing else is known of that shop."""


class Facts(Value, frozen=True):
    """What is known of an order. Empty strings and None are unknown, and `unknown` says which matter."""

    number: str
    shop: str = ""
    consumer: str = ""
    currency: str = ""
    paid: int = 0
    """Minor units, freight included."""
    freight: int = 0
    payment_way: str = ""
    status: str = ""
    purchased_at: datetime | None = None
    approved_at: datetime | None = None
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    promised_at: datetime | None = None
    lines: tuple[Line, ...] = ()
    unknown: tuple[str, ...] = ()
    """Names of facts that the source did not give."""
    flags: tuple[str, ...] = ()
    """Contradictions in what was told, kept as told."""


class OrderTold(Event, frozen=True, tag="OrderTold"):
    """A source told us of an order."""

    order: str
    facts: Facts
    source: str


class OrderRetold(Event, frozen=True, tag="OrderRetold"):
    """The same source told other facts of it later."""

    facts: Facts
    source: str


class ComplaintOpened(Event, frozen=True, tag="ComplaintOpened"):
    """A complaint about some of its lines is open."""

    complaint: str
    number: str
    reason: str
    lines: tuple[str, ...]


class ComplaintEnded(Event, frozen=True, tag="ComplaintEnded"):
    """A complaint about it is closed."""

    complaint: str


class RefundPromised(Event, frozen=True, tag="RefundPromised"):
    """A settlement or ruling gives back this much; it replaces what the same complaint promised before."""

    complaint: str
    amount: int


class PlatformAsked(Event, frozen=True, tag="PlatformAsked"):
    """The platform was asked to step in for this order, in the complaint of this number."""

    complaint: str
    number: str


OrderEvent = OrderTold | OrderRetold | ComplaintOpened | ComplaintEnded | RefundPromised | PlatformAsked
