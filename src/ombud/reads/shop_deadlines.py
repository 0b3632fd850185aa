"""All that a shop is due by when: its turns in complaints, its penalties' appeals and tasks, its own papers."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote

from ombud.ledger.connection import rows
from ombud.reads.complaint_row import NEVER

MOST = 500
"""Deadlines in one calendar, the nearest first."""
COMPLAINTS = """
SELECT due_kind, number, due_at FROM complaint_row
WHERE platform = %s AND shop = %s AND turn = ANY('{merchant,both}') AND stage <> 'received' AND due_at < %s
ORDER BY due_at, id LIMIT %s
"""
PENALTIES = """
SELECT 'appeal', number, closes_at FROM penalty_row
WHERE platform = %s AND shop = %s AND tab = 'open' AND closes_at IS NOT NULL AND closes_at < %s
ORDER BY closes_at, id LIMIT %s
"""
OWN = """
SELECT 'qualification', '', due_at FROM shop_row
WHERE platform = %s AND id = %s AND queue = '' AND due_at < %s LIMIT %s
"""


class ShopDeadline(NamedTuple):
    """Something the shop is to do by an instant."""

    kind: str
    name: str
    """The number of the case; empty for the shop itself."""
    due_at: datetime
    path: str


def deadlines(platform: int, shop: str) -> list[ShopDeadline]:
    """The nearest first."""
    found = []
    for statement, path in ((COMPLAINTS, "/merchant/complaints/"), (PENALTIES, "/merchant/penalties/"), (OWN, "")):
        for kind, name, due_at in rows(statement, (platform, shop, NEVER, MOST)):
            found.append(ShopDeadline(kind, name, due_at, f"{path}{quote(name)}" if path else "/merchant/shop"))
    return sorted(found, key=lambda one: (one.due_at, one.name))[:MOST]
