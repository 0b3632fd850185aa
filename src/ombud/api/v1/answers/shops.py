"""What calls about shops, their papers, record, sales and products answer."""

from datetime import date
from typing import Any, Literal

import msgspec

from ombud.api.v1.answers.parts import Deadline, NamedFile, When
from ombud.core.product.events import PromotionKind
from ombud.core.shop.keeping_events import Background
from ombud.core.shop.state import Stage


class KnownShopFacts(msgspec.Struct):
    """What is known of a shop. What isn't known is empty."""

    name: str
    category: str
    city: str
    logo: str
    verified: bool
    """As it was told."""
    policy: str
    """Its after-sales policy, as it shows it."""


class OwnersAbsence(msgspec.Struct):
    """The owner is away, and which member stands in; `substitute` is empty where nobody does."""

    from_at: When
    until: When
    substitute: str
    words: str


class Shop(msgspec.Struct):
    """A shop's public side. Its own members see who they are, and where it stands, too."""

    id: str
    facts: KnownShopFacts
    verified: bool
    """Whether the platform looked at its papers, here or as it was told."""
    contact: str
    """Where buyers reach it."""
    background: Background
    members: dict[str, Literal["owner", "service", "viewer"]] | msgspec.UnsetType = msgspec.UNSET
    """Role by member."""
    invited: dict[str, Literal["service", "viewer"]] | msgspec.UnsetType = msgspec.UNSET
    """Role by somebody who was asked to join."""
    absence: OwnersAbsence | msgspec.UnsetType | None = msgspec.UNSET
    stage: Stage | msgspec.UnsetType = msgspec.UNSET
    duties: str | msgspec.UnsetType = msgspec.UNSET
    """The version of the duties that was accepted last; empty where none was."""
    deadlines: list[Deadline] | msgspec.UnsetType = msgspec.UNSET


class RefusedPapers(msgspec.Struct):
    """Why the papers don't do: the pack's codes of reasons, and words."""

    reasons: list[str]
    words: str
    at: When


class ShopPapers(msgspec.Struct):
    """What a shop handed in before it opened, and what came of it."""

    stage: Stage
    duties: str
    """The version of the duties that was accepted last; empty where none was."""
    deadlines: list[Deadline]
    form: str
    """Code of the pack's form; empty where nothing was handed in."""
    numbers: dict[str, str]
    """By code: masked, or in full for a reviewer whose look is on record."""
    entries: dict[str, str]
    """What was filled into each field, by its code."""
    files: list[NamedFile]
    submitted_at: When | None
    verified_at: When | None
    refused: RefusedPapers | None
    overdue: int
    """How often the platform's time to look at them ran out."""


class ShopRow(msgspec.Struct):
    """A shop whose papers wait, one that was found by name, or, for a newcomer, one that asked them to join it."""

    name: str
    id: str | msgspec.UnsetType = msgspec.UNSET
    """Not of one that asks."""
    shop: str | msgspec.UnsetType = msgspec.UNSET
    """Id of the shop that asks."""
    verified: bool | msgspec.UnsetType = msgspec.UNSET
    """Of one that was found."""
    category: str | msgspec.UnsetType = msgspec.UNSET
    """Of one whose papers wait, and so are those below."""
    owner: str | msgspec.UnsetType = msgspec.UNSET
    due_at: When | msgspec.UnsetType = msgspec.UNSET
    submitted_at: When | msgspec.UnsetType = msgspec.UNSET


class ShopRulings(msgspec.Struct):
    """How complaints ended. A count is null from one to four, and all are where fewer than five ended."""

    settled: int | None
    for_shop: int | None
    against_shop: int | None
    both_liable: int | None


class PublicRating(msgspec.Struct):
    """One rating as everybody may read it, with what the shop answered; `stars` is one to five."""

    stars: int
    at: When
    words: str
    answer: str
    answered_at: When | None


class ShopRatings(msgspec.Struct):
    """How a shop was rated. `average` is null where there are too few."""

    count: int
    average: float | None
    newest: list[PublicRating]
    """At most ten."""


class ShopRecord(msgspec.Struct):
    """A shop's public record of the last 90 whole days of UTC. Counts of one to four are null, but of ratings."""

    shop: str
    verified: bool
    policy: str
    since: date
    until: date
    """The day after the last one counted."""
    few: int
    """Below this many there are too few to tell."""
    orders: int | None
    complaints: int | None
    """Closed ones."""
    complaints_per_1000_orders: float | None
    """Null where there are too few."""
    answered: int | None
    half_answered_within_hours: int | None
    """Null where there are too few, and where it took longer than the longest that is counted."""
    rulings: ShopRulings
    ratings: ShopRatings


class SalesMonth(msgspec.Struct):
    """A month's sales in one currency, amounts in minor units. `out`: what penalties in force keep from counting."""

    month: str
    """In the platform's zone, as `2026-03`."""
    currency: str
    orders: int
    amount: int
    orders_out: int
    amount_out: int
    orders_counted: int
    amount_counted: int


class SalesTakenOut(msgspec.Struct):
    """A penalty that keeps orders from counting now, and how many."""

    number: str
    violation: str
    orders: int


class ShopSales(msgspec.Struct):
    """A shop's sales of twelve months, the newest first."""

    months: list[SalesMonth]
    taken_out: list[SalesTakenOut]


class KnownProductFacts(msgspec.Struct):
    """What is known of a product. What isn't known is empty."""

    shop: str
    title: str
    price: int
    """Minor units."""
    currency: str
    picture: str
    description: str
    after_sales: str
    stock: int | None
    """Null where nobody counts."""
    pictures: list[NamedFile]


class ProductPromotion(msgspec.Struct):
    """What the shop offers with a product for a while."""

    id: str
    kind: PromotionKind
    name: str
    terms: str
    """What one has to do for it, and what it gives."""
    from_at: When
    until: When
    price: int | None
    """The price while it holds, minor units; null where the price stays."""


class Product(msgspec.Struct):
    """A product as it stands, or as it stood at the instant that was asked for."""

    id: str
    facts: KnownProductFacts
    up: bool
    """Whether it is offered."""
    version: int
    """How often its facts were said."""
    promotions: list[ProductPromotion]
    policy: str | msgspec.UnsetType = msgspec.UNSET
    """What its shop promised after every sale, then: where an instant was asked for."""
    first_known: bool | msgspec.UnsetType = msgspec.UNSET
    """It wasn't known yet then, so this is what was said of it first: where an instant was asked for."""


class ProductRow(msgspec.Struct):
    """A product as the list shows it. `price` is in minor units."""

    id: str
    title: str
    price: int
    currency: str
    picture: str
    up: bool
    """Whether it is offered."""
    stock: int | None
    """Null where nobody counts."""
    version: int


WHOLE: dict[str, Any] = {
    "read-shop": Shop,
    "read-papers": ShopPapers,
    "read-record": ShopRecord,
    "read-sales": ShopSales,
    "read-product": Product,
}
ROWS: dict[str, Any] = {"list-shops": ShopRow, "list-products": ProductRow}
