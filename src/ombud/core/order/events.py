"""Everything that can have happened to an order. Kept for ever: add, never edit."""

from datetime import datetime
from typing import Literal

from ombud.core.command import Event
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept


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
    kind: str = ""
    """Code of the pack's order kind; empty: its first."""


class Entered(Value, frozen=True):
    """A status that an order came to, with all that follows from it by the pack's rules of that moment."""

    status: str
    kind: str = ""
    """Empty where the pack knows no such kind."""
    at: datetime | None = None
    """When it came here; None where it was before anybody counted."""
    since: datetime | None = None
    """From when its time counts: an instant that was told, or when it came here."""
    late_at: datetime | None = None
    """The first instant at which it should have moved on; None where nothing more is to come, or nobody knows what."""
    remind_at: datetime | None = None
    """When the shop is told that it is late."""
    ask_at: datetime | None = None
    """When the consumer is asked whether they got it."""
    wants: tuple[str, ...] = ()
    """Codes of what must be filled in on the way to here."""
    final: bool = False


class KeptDetail(Value, frozen=True):
    """What was filled into one field, as a hash of words kept beside the record."""

    code: str
    words: Kept = NOTHING


CameBy = Literal["", "call", "visit"]
"""How a consumer for whom the staff acts came to them."""


class OrderTold(Event, frozen=True, tag="OrderTold"):
    """A source told us of an order."""

    order: str
    facts: Facts
    source: str
    entered: Entered | None = None
    """The stage it is in; None in what was told before stages were kept."""


class OrderRetold(Event, frozen=True, tag="OrderRetold"):
    """The same source told other facts of it later."""

    facts: Facts
    source: str
    entered: Entered | None = None
    """The stage it came to, where the status was told anew; None where it stays in the one it is in."""
    was: str = ""
    """The status before."""


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


class OrderMovedOn(Event, frozen=True, tag="OrderMovedOn"):
    """A stage was completed: the order came to its next status."""

    was: str
    entered: Entered
    details: tuple[KeptDetail, ...]
    note: Kept = NOTHING
    undo_until: datetime | None = None
    """Before this instant it can be taken back; nobody is told of it before. None where that can't be."""


class DetailsFilledIn(Event, frozen=True, tag="DetailsFilledIn"):
    """What was missing was filled in, or what was wrong put right; the order stays where it is."""

    details: tuple[KeptDetail, ...]


class MoveUndone(Event, frozen=True, tag="MoveUndone"):
    """A move was taken back before anybody was told of it."""

    was: str
    entered: Entered
    """The stage as it was before the move, its time running as if nothing had happened."""


class MoveTold(Event, frozen=True, tag="MoveTold"):
    """The time for taking a move back is over: the consumer is told of it."""

    status: str


class LateOrderReminded(Event, frozen=True, tag="LateOrderReminded"):
    """The shop was told that the order is late in this stage: once, however long it stays there."""

    status: str
    late_at: datetime


class OrderUrged(Event, frozen=True, tag="OrderUrged"):
    """The consumer urged the shop to go on with it."""

    status: str
    words: Kept = NOTHING
    on_behalf_of: str = ""
    """The consumer for whom the staff spoke."""
    came_by: CameBy = ""


class ShopContacted(Event, frozen=True, tag="ShopContacted"):
    """One side wrote to the other about the order, before any complaint."""

    words: Kept
    on_behalf_of: str = ""
    came_by: CameBy = ""


class ReceiptAsked(Event, frozen=True, tag="ReceiptAsked"):
    """The consumer was asked whether they got it."""

    status: str


class OrderReceived(Event, frozen=True, tag="OrderReceived"):
    """The consumer said yes, they got it."""

    was: str
    entered: Entered
    on_behalf_of: str = ""
    came_by: CameBy = ""


class OrderNotReceived(Event, frozen=True, tag="OrderNotReceived"):
    """The consumer said no, they didn't get it."""

    status: str
    words: Kept = NOTHING
    on_behalf_of: str = ""
    came_by: CameBy = ""


PathEvent = (
    OrderMovedOn
    | DetailsFilledIn
    | MoveUndone
    | MoveTold
    | LateOrderReminded
    | OrderUrged
    | ShopContacted
    | ReceiptAsked
    | OrderReceived
    | OrderNotReceived
)
"""What happens to an order on its own way."""


class OrderRated(Event, frozen=True, tag="OrderRated"):
    """Who bought it rated it, or rated it anew: everybody may read that."""

    stars: int
    """One to five."""
    words: Kept = NOTHING


class RatingAnswered(Event, frozen=True, tag="RatingAnswered"):
    """The shop answered the rating."""

    words: Kept


class EvidenceReported(Event, frozen=True, tag="EvidenceReported"):
    """The shop reported a picture that the consumer put; it counts towards the most that an order takes."""

    report: str
    number: str
    shop: str


RatingEvent = OrderRated | RatingAnswered
OrderEvent = (
    OrderTold
    | OrderRetold
    | ComplaintOpened
    | ComplaintEnded
    | RefundPromised
    | PlatformAsked
    | PathEvent
    | RatingEvent
    | EvidenceReported
)
