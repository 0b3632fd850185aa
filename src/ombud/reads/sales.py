"""A shop's sales figures: its orders and amounts month by month, and what penalties in force keep from counting.

Made from the orders as they were told and from the penalties as they stand, so that what a restoration puts back is
exactly what a penalty took out. Cancelled orders are no sales. Amounts are minor units, each currency by itself.
"""

from datetime import date
from typing import NamedTuple

from ombud.ledger.connection import rows

NO_SALE = ["canceled", "unavailable"]
MONTHS = 12
"""As far back as a shop's record counts."""
OF_SHOP = """
WITH out AS (
    SELECT DISTINCT o.id FROM penalty_row p, jsonb_array_elements_text(p.uncounted::jsonb) AS o (id)
    WHERE p.platform = %(platform)s AND p.shop = %(shop)s AND p.uncounted <> '[]'
)
SELECT date_trunc('month', o.purchased_at AT TIME ZONE %(zone)s)::date AS month, o.currency,
    count(*), sum(o.paid)::bigint, count(out.id), coalesce(sum(o.paid) FILTER (WHERE out.id IS NOT NULL), 0)::bigint
FROM order_row o LEFT JOIN out ON out.id = o.id
WHERE o.platform = %(platform)s AND o.shop = %(shop)s AND o.purchased_at IS NOT NULL
    AND lower(o.status) <> ALL(%(no_sale)s)
    AND o.purchased_at >= (%(since)s::timestamp AT TIME ZONE %(zone)s)
GROUP BY 1, 2 ORDER BY 1 DESC, 2
"""
TAKEN_OUT = """
SELECT number, violation, jsonb_array_length(uncounted::jsonb) FROM penalty_row
WHERE platform = %s AND shop = %s AND uncounted <> '[]' ORDER BY imposed_at DESC, number
"""


class Month(NamedTuple):
    """One month in one currency."""

    month: date
    """Its first day, in the platform's zone."""
    currency: str
    orders: int
    amount: int
    orders_out: int
    """Those that penalties in force keep from counting."""
    amount_out: int

    @property
    def orders_counted(self) -> int:
        """What is left to count."""
        return self.orders - self.orders_out

    @property
    def amount_counted(self) -> int:
        """What is left to count, in minor units."""
        return self.amount - self.amount_out


class TakenOut(NamedTuple):
    """A penalty that keeps orders from counting now."""

    number: str
    violation: str
    orders: int


def sales(platform: int, shop: str, zone: str, since: date) -> list[Month]:
    """The months from the one of `since` on, the newest first, each currency by itself."""
    asked = {"platform": platform, "shop": shop, "zone": zone, "since": since.replace(day=1), "no_sale": NO_SALE}
    return [Month(*row) for row in rows(OF_SHOP, asked)]


def taken_out(platform: int, shop: str) -> list[TakenOut]:
    """The penalties in force that keep orders from counting, the newest first."""
    return [TakenOut(*row) for row in rows(TAKEN_OUT, (platform, shop))]
