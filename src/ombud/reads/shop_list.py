"""A shop's complaints, orders and products as its console lists them: page by page from a key, counts kept.

Each page is a look into an index, so that a shop with a million closed cases waits no longer than one with ten.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Literal, NamedTuple

from ombud.ledger.connection import rows

PAGE = 30
CAP = 100
"""Counts that are made on each view stop here: beyond it a shop only needs to know that it is much."""
TODAY = timedelta(hours=24)

Tab = Literal["mine", "consumer", "platform", "closed"]
TURNS: dict[str, tuple[str, str]] = {
    "mine": ("merchant", "both"),
    "consumer": ("consumer", ""),
    "platform": ("platform", ""),
}
"""Which turns a tab of open complaints holds: one or two, each its own run of the index."""

COUNTS = "SELECT bucket, sum(n)::bigint FROM kept_count WHERE platform = %s AND scope = %s GROUP BY bucket"
ONE_TURN = """(SELECT id, due_at AS at FROM complaint_row
    WHERE platform = %(platform)s AND shop = %(shop)s AND turn = %({turn})s AND stage <> 'received'
        AND (due_at, id) {beyond} (%(at)s, %(id)s)
    ORDER BY due_at {way}, id {way} LIMIT %(n)s)"""
OPEN = "SELECT id, at FROM ({first} UNION ALL {second}) AS nearest ORDER BY at {way}, id {way} LIMIT %(n)s"
CLOSED = """
SELECT id, moved_at AS at FROM complaint_row
WHERE platform = %(platform)s AND shop = %(shop)s AND turn = 'closed' AND how <> 'turned-away'
    AND (moved_at, id) {beyond} (%(at)s, %(id)s)
ORDER BY moved_at {way}, id {way} LIMIT %(n)s
"""


def _open(beyond: str, way: str) -> str:
    first, second = (ONE_TURN.format(turn=turn, beyond=beyond, way=way) for turn in ("first", "second"))
    return OPEN.format(first=first, second=second, way=way)


OPEN_AFTER, OPEN_BEFORE = _open(">", "ASC"), _open("<", "DESC")
CLOSED_AFTER, CLOSED_BEFORE = CLOSED.format(beyond="<", way="DESC"), CLOSED.format(beyond=">", way="ASC")
SOON = """
SELECT count(*) FROM (SELECT 1 FROM complaint_row
    WHERE platform = %(platform)s AND shop = %(shop)s AND turn = ANY(%(turns)s) AND stage <> 'received'
        AND due_at <= %(soon)s LIMIT %(cap)s) AS capped
"""
NAME = "SELECT name FROM shop_row WHERE platform = %s AND id = %s"
ORDER = "SELECT id, number, title, picture, paid, currency, status, purchased_at, complete FROM order_row"
ORDERS = f"""{ORDER} WHERE platform = %s AND shop = %s AND purchased_at <= %s AND (purchased_at < %s OR id > %s)
ORDER BY purchased_at DESC, id LIMIT %s"""
UNDATED = f"{ORDER} WHERE platform = %s AND shop = %s AND purchased_at IS NULL AND id > %s ORDER BY id LIMIT %s"
PRODUCTS = """
SELECT id, title, price, currency, picture, up, stock FROM product_row
WHERE platform = %s AND shop = %s AND id > %s ORDER BY id LIMIT %s
"""

Key = tuple[datetime, str]
"""Where a row stands in its list: the instant it is sorted by, and its id."""
FIRST: Key = (datetime.min.replace(tzinfo=UTC), "")
LAST: Key = (datetime.max.replace(tzinfo=UTC), "\U0010ffff")


class Place(NamedTuple):
    """A complaint and where it stands in its list."""

    id: str
    at: datetime


class Page(NamedTuple):
    """Some complaints of a tab."""

    places: list[Place]
    before: bool
    """Whether there are complaints before these."""
    after: bool


class ShopOrder(NamedTuple):
    """One order of a shop."""

    id: str
    number: str
    title: str
    picture: str
    paid: int
    currency: str
    status: str
    purchased_at: datetime | None
    complete: bool


class ShopProduct(NamedTuple):
    """One product of a shop."""

    id: str
    title: str
    price: int
    currency: str
    picture: str
    up: bool
    stock: int | None


def shop_name(platform: int, shop: str) -> str:
    """What the shop is called; its id where nothing was told of it."""
    found = rows(NAME, (platform, shop))
    return str(found[0][0]) if found else shop


def counts(platform: int, shop: str) -> dict[str, int]:
    """How many complaints each tab holds: kept, not counted."""
    kept = {bucket: int(n) for bucket, n in rows(COUNTS, (platform, f"shop:{shop}"))}
    open_ = {tab: sum(kept.get(turn, 0) for turn in turns if turn) for tab, turns in TURNS.items()}
    return {**open_, "closed": kept.get("closed", 0)}


def due_soon(platform: int, shop: str, now: datetime) -> int:
    """How many of those that wait for the shop are due within a day; at most CAP."""
    asked = {"platform": platform, "shop": shop, "turns": list(TURNS["mine"]), "soon": now + TODAY, "cap": CAP}
    return int(rows(SOON, asked)[0][0])


def complaints(
    platform: int, shop: str, tab: Tab, *, after: Key | None = None, before: Key | None = None, most: int = PAGE
) -> Page:
    """One page of a tab: open ones by the nearest deadline, closed ones by what moved last."""
    asked: dict[str, Any] = {"platform": platform, "shop": shop, "n": most + 1}
    asked["first"], asked["second"] = TURNS.get(tab, ("", ""))
    forward, back = (CLOSED_AFTER, CLOSED_BEFORE) if tab == "closed" else (OPEN_AFTER, OPEN_BEFORE)
    start = before or after or (LAST if tab == "closed" else FIRST)
    asked["at"], asked["id"] = start
    found = [Place(*row) for row in rows(back if before else forward, asked)]
    if before is not None:
        return Page(list(reversed(found[:most])), len(found) > most, after=True)
    return Page(found[:most], before=after is not None, after=len(found) > most)


def orders(platform: int, shop: str, after: tuple[datetime | None, str] | None = None) -> list[ShopOrder]:
    """A page of the shop's orders and one more if there is one: the newest first, those without a date last."""
    at, id = after or (LAST[0], "")
    found = []
    if at is not None:
        found = [ShopOrder(*row) for row in rows(ORDERS, (platform, shop, at, at, id, PAGE + 1))]
        id = ""
    if len(found) <= PAGE:
        found += [ShopOrder(*row) for row in rows(UNDATED, (platform, shop, id, PAGE + 1 - len(found)))]
    return found


def products(platform: int, shop: str, after: str = "") -> list[ShopProduct]:
    """A page of the shop's products and one more if there is one."""
    return [ShopProduct(*row) for row in rows(PRODUCTS, (platform, shop, after, PAGE + 1))]
