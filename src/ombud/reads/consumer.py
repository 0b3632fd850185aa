"""A consumer's own complaints and orders, and a shop as everybody may see it: one look into an index each."""

from datetime import datetime
from typing import NamedTuple

from ombud.ledger.connection import rows
from ombud.reads.complaint_row import NEVER

MOST = 200
"""Rows of one page; who has more of them finds the older ones page by page."""

COMPLAINTS = """
SELECT c.id, c.number, c.title, c.shop, coalesce(s.name, ''), c.stage, c.turn, c.due_kind, c.due_at, c.how, c.overdue,
       c.amount, c.currency, c.filed_at, c.moved_at, coalesce(o.picture, '')
FROM complaint_row c
LEFT JOIN shop_row s ON s.platform = c.platform AND s.id = c.shop
LEFT JOIN LATERAL (SELECT picture FROM order_row WHERE platform = c.platform AND number = c.order_number LIMIT 1) o
    ON true
WHERE c.platform = %s AND c.consumer = %s
ORDER BY c.moved_at DESC, c.id LIMIT %s OFFSET %s
"""
ORDERS = """
SELECT o.id, o.number, o.title, o.shop, coalesce(s.name, ''), o.picture, o.paid, o.currency, o.status, o.purchased_at,
       o.complete
FROM order_row o LEFT JOIN shop_row s ON s.platform = o.platform AND s.id = o.shop
WHERE o.platform = %s AND o.consumer = %s
ORDER BY o.purchased_at DESC NULLS LAST, o.id LIMIT %s OFFSET %s
"""
ORDERS_AT = """
SELECT id, number, title FROM order_row WHERE platform = %s AND consumer = %s AND shop = %s
ORDER BY purchased_at DESC NULLS LAST, id LIMIT 20
"""
PRODUCTS = """
SELECT id, title, price, currency, picture FROM product_row
WHERE platform = %s AND shop = %s AND up ORDER BY id LIMIT 20
"""


class MyComplaint(NamedTuple):
    """One complaint of a consumer, as its list shows it."""

    id: str
    number: str
    title: str
    shop: str
    shop_name: str
    stage: str
    turn: str
    due_kind: str
    due_at: datetime
    how: str
    overdue: int
    amount: int
    currency: str
    filed_at: datetime
    moved_at: datetime
    picture: str

    @property
    def mine(self) -> bool:
        """Whether it waits for the consumer."""
        return self.turn in ("consumer", "both")

    @property
    def due(self) -> datetime | None:
        """By when somebody has to act; None where nothing is due."""
        return self.due_at if self.due_at < NEVER else None


class MyOrder(NamedTuple):
    """One order of a consumer."""

    id: str
    number: str
    title: str
    shop: str
    shop_name: str
    picture: str
    paid: int
    currency: str
    status: str
    purchased_at: datetime | None
    complete: bool
    """Whether enough is known of it to complain about it."""


class OrderAt(NamedTuple):
    """An order of a consumer at one shop."""

    id: str
    number: str
    title: str


class Ware(NamedTuple):
    """One product of a shop."""

    id: str
    title: str
    price: int
    currency: str
    picture: str


def complaints_of(platform: int, consumer: str, skip: int = 0) -> list[MyComplaint]:
    """The consumer's complaints, the one that moved last first."""
    return [MyComplaint(*row) for row in rows(COMPLAINTS, (platform, consumer, MOST, skip))]


def orders_of(platform: int, consumer: str, skip: int = 0) -> list[MyOrder]:
    """The consumer's orders, the newest first."""
    return [MyOrder(*row) for row in rows(ORDERS, (platform, consumer, MOST, skip))]


def orders_at(platform: int, consumer: str, shop: str) -> list[OrderAt]:
    """The consumer's newest orders at one shop."""
    return [OrderAt(*row) for row in rows(ORDERS_AT, (platform, consumer, shop))]


def wares(platform: int, shop: str) -> list[Ware]:
    """Some products of a shop."""
    return [Ware(*row) for row in rows(PRODUCTS, (platform, shop))]
