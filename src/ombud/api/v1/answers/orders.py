"""What calls about orders, and what is kept for them answer."""

from typing import Any

import msgspec

from ombud.api.v1.answers.parts import OrderFacts, When
from ombud.core.order.state import Receipt
from ombud.core.order_vault.events import Shown
from ombud.core.people import Side


class OrderComplaint(msgspec.Struct):
    """A complaint about an order; `live` while it isn't closed."""

    id: str
    number: str
    reason: str
    live: bool


class Order(msgspec.Struct):
    """An order on its way: what is known of it, where it stands, what can be done now, and what happened."""

    id: str
    facts: OrderFacts
    complaints: list[OrderComplaint]
    refundable: int
    """What can still be given back, minor units."""
    kind: str
    """Code of the pack's order kind; empty where the pack knows no such kind."""
    status: str
    since: When | None
    """From when its time in this stage counts; null where it was told before stages were kept."""
    late_at: When | None
    """From when it is late in this stage; null where it can't be."""
    details: dict[str, str]
    """What was filled in on its way, by the code of the field."""
    missing: list[str]
    """Codes of what should have been filled in by now and wasn't."""
    receipt: Receipt
    """What the consumer said when asked whether they got it; empty where nobody asked."""
    undo_until: When | None
    """Before this instant the last move can be taken back; null where there is none to take back."""
    offered: list[str]
    """Verbs that the reader may do now, such as `order.urge`."""
    trail: list[dict[str, Any]]
    """What happened, the oldest first, as the reader may see it."""


class OrderRow(msgspec.Struct):
    """An order of one's own, as the list shows it. `paid` is in minor units."""

    id: str
    number: str
    shop: str
    consumer: str
    title: str
    """Of its first line."""
    paid: int
    currency: str
    status: str
    purchased_at: When | None
    complete: bool
    """Its shop and what was bought are known."""


class LateOrder(msgspec.Struct):
    """An order that is late by the rule of its kind. `paid` is in minor units."""

    id: str
    number: str
    shop: str
    consumer: str
    title: str
    """Of its first line."""
    paid: int
    currency: str
    kind: str
    status: str
    since: When
    """From when its time in this stage counts."""
    late_at: When
    reminded_at: When | None
    """When the shop was told that it is late in this stage."""
    urged_at: When | None
    """When the consumer urged the shop last."""
    undo_until: When | None
    """Before this instant the last move can be taken back."""
    receipt: Receipt
    """What the consumer said when asked whether they got it; empty where nobody asked."""
    missing: bool
    """It came further than its details say."""


class FoundOrder(msgspec.Struct):
    """An order that fits what somebody said of it. `paid` is in minor units."""

    id: str
    number: str
    shop: str
    shop_name: str
    """Empty where nothing is known of that shop."""
    consumer: str
    title: str
    """Of its first line."""
    paid: int
    currency: str
    kind: str
    status: str
    purchased_at: When | None
    late_at: When | None
    """From when it is late in its stage; null where it can't be."""


class KeptEvidence(msgspec.Struct):
    """A file that one side keeps for an order before any dispute. `sha256` is of the untouched original."""

    file: str
    kind: str
    """What it is meant to show: a code of the pack's evidence kinds."""
    sha256: str
    media_type: str
    shown: Shown
    """To whom, before a case draws on it: its keeper's side alone, or both sides and the platform."""
    kept_at: When
    side: Side
    """Who keeps it."""
    until: When | None
    """Null where a case draws on it: it is kept as long as the case is."""
    drawn: bool
    words: str


class KeptForOrder(msgspec.Struct):
    """What is kept for an order before any dispute, as far as the reader may see it."""

    order: str
    vault: str | None
    """What the reader's side keeps its files under; null for the platform, which keeps none."""
    own: list[KeptEvidence]
    others: list[KeptEvidence]
    """What the other side keeps for all to see, and what a case drew on."""
    files_max: int
    """Files that one side may keep for one order; 0 where none are kept here."""
    may_keep: bool


WHOLE: dict[str, Any] = {"read-order": Order, "read-kept": KeptForOrder}
ROWS: dict[str, Any] = {"list-orders": OrderRow, "list-late-orders": LateOrder, "find-orders": FoundOrder}
