"""What several answers have in common."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from ombud.core.deadlines import DueKind
from ombud.core.money import RemedyKind
from ombud.core.people import Party

When = Annotated[datetime, msgspec.Meta(tz=True)]
"""An instant with its zone."""


class WhyNot(msgspec.Struct):
    """Why something can't be done now."""

    code: str
    detail: str
    way_out: str
    facts: dict[str, str | int]


class OnLapse(msgspec.Struct):
    """What follows if nobody acts before `due_at`."""

    code: str
    text: str


class Who(msgspec.Struct):
    """Who did something. `id` is told to the platform, and of people of the reader’s own side."""

    party: Literal["consumer", "merchant", "platform", "system", "clock"]
    id: str | msgspec.UnsetType = msgspec.UNSET


class NamedFile(msgspec.Struct):
    """A file of the vault where something names it. `sha256` is of the untouched original."""

    file: str
    """Its id."""
    kind: str
    """What it is meant to show: a code of the pack's."""
    sha256: str
    media_type: str
    about: str
    """Which one of several it belongs to; empty where there is but one."""


class OrderLine(msgspec.Struct):
    """One line of an order as it was at purchase. `unit_price` is in minor units."""

    id: str
    product: str
    title: str
    specification: str
    quantity: int
    unit_price: int
    picture: str
    after_sales: str
    seller: str
    """By the source's own id."""


class OrderFacts(msgspec.Struct):
    """What is known of an order; empty text and null are unknown. `paid` and `freight` are in minor units, and `paid`
    holds the freight."""

    number: str
    shop: str
    consumer: str
    currency: str
    paid: int
    freight: int
    payment_way: str
    status: str
    purchased_at: When | None
    approved_at: When | None
    shipped_at: When | None
    delivered_at: When | None
    promised_at: When | None
    lines: list[OrderLine]
    unknown: list[str]
    """Facts that the source didn't give."""
    flags: list[str]
    """In what it contradicts itself: it is kept as told."""
    kind: str


class Deadline(msgspec.Struct):
    """What is due, when, and on whom. An act is in time strictly before `due_at`."""

    kind: DueKind
    on: Literal[Party, "both"]
    from_at: When
    due_at: When
    remind_at: When | None
    """When the one it waits for is reminded; null once that was done, or where nobody is."""
    about: str
    """Which one of several: the id of an evidence request, an offer or a file; else empty."""
    provisional: bool
    """The working days of a year in question are not published yet."""
    calendar: str
    """Version of the working-day table it was counted with; empty where plain hours were counted."""


class Empty(msgspec.Struct):
    """Done, and nothing more is to be said."""


class Remedy(msgspec.Struct):
    """What one party would do for the other. `amount` is in minor units, 0 where no money moves."""

    remedy: RemedyKind
    amount: int
