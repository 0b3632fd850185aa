"""Earlier rulings that are like a case: the same reason under one platform, those about the same shop first."""

from datetime import datetime
from typing import NamedTuple

from ombud.ledger.connection import rows

RULED = ("ruled", "executed", "advanced")
"""How a case ended that somebody ruled in."""
MOST = 5
_CASES = """SELECT c.id, c.number, c.shop, s.name, c.title, c.how, c.moved_at FROM complaint_row c
LEFT JOIN shop_row s ON s.platform = c.platform AND s.id = c.shop
"""
SAME_SHOP = f"""
{_CASES} WHERE c.platform = %(platform)s AND c.shop = %(shop)s AND c.turn = 'closed' AND c.reason = %(reason)s
    AND c.how = ANY(%(ruled)s) AND c.id <> %(id)s ORDER BY c.moved_at DESC, c.id DESC LIMIT %(most)s
"""
ANYWHERE = f"""
{_CASES} WHERE c.platform = %(platform)s AND c.reason = %(reason)s AND c.turn = 'closed'
    AND c.how IN ('ruled', 'executed', 'advanced') AND c.shop <> %(shop)s
    ORDER BY c.moved_at DESC, c.id DESC LIMIT %(most)s
"""


class Earlier(NamedTuple):
    """One case that was ruled in."""

    id: str
    number: str
    shop: str
    name: str | None
    """Of the shop."""
    title: str
    how: str
    at: datetime


def earlier_rulings(platform: int, case: str, shop: str, reason: str) -> tuple[Earlier, ...]:
    """At most five, newest first within the shop, then elsewhere. `case` is left out."""
    given = {"platform": platform, "shop": shop, "reason": reason, "id": case, "ruled": list(RULED), "most": MOST}
    found = [Earlier(*row) for row in rows(SAME_SHOP, given)]
    if len(found) < MOST:
        found += [Earlier(*row) for row in rows(ANYWHERE, {**given, "most": MOST - len(found)})]
    return tuple(found)
