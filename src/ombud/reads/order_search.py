"""Finds an order by what a caller knows: its number, the end of a phone number, a name, the shop, what was bought."""

import re
from datetime import datetime
from typing import Any, NamedTuple

from ombud.ledger.connection import rows
from ombud.reads.search import LOOKED_AT, PHONE_DIGITS_MAX, TAIL
from ombud.reads.shop_search import shops

MOST = 50
"""Orders one search shows; who finds more has to say more."""
PHONES = """
SELECT ref FROM accounts_person WHERE platform_id = %(platform)s AND kind = 'consumer'
    AND right(regexp_replace(phone, '[^0-9]', '', 'g'), 4) = %(tail)s
UNION SELECT c.consumer FROM complaint_contact k JOIN complaint_row c ON c.platform = k.platform AND c.id = k.id
    WHERE k.platform = %(platform)s AND k.phone_tail = %(tail)s
LIMIT %(most)s
"""
NAMES = """
SELECT ref FROM accounts_person WHERE platform_id = %(platform)s AND kind = 'consumer' AND lower(name) = lower(%(name)s)
UNION SELECT c.consumer FROM complaint_contact k JOIN complaint_row c ON c.platform = k.platform AND c.id = k.id
    WHERE k.platform = %(platform)s AND lower(k.name) = lower(%(name)s)
LIMIT %(most)s
"""
ORDERS = """
SELECT o.id, o.number, o.shop, coalesce(s.name, ''), o.consumer, o.title, o.paid, o.currency, o.kind, o.status,
       o.purchased_at, o.late_at
FROM order_row o LEFT JOIN shop_row s ON s.platform = o.platform AND s.id = o.shop
WHERE o.platform = %(platform)s
"""
NEWEST = " ORDER BY o.purchased_at DESC NULLS LAST, o.id LIMIT %(most)s"


class Known(NamedTuple):
    """What the caller said; empty where they didn't."""

    number: str = ""
    phone: str = ""
    name: str = ""
    shop: str = ""
    title: str = ""

    @property
    def enough(self) -> bool:
        """Whether something is among it that an index finds: what was bought only narrows the rest."""
        return bool(self.number or self.phone or self.name or self.shop)


class FoundOrder(NamedTuple):
    """An order that fits."""

    id: str
    number: str
    shop: str
    shop_name: str
    consumer: str
    title: str
    paid: int
    currency: str
    kind: str
    status: str
    purchased_at: datetime | None
    late_at: datetime | None


def known(**said: str) -> Known:
    """What was typed, without what can't be searched for. Of a phone number the last digits count."""
    plain = {name: " ".join(text.replace("\x00", "").split())[:100] for name, text in said.items()}
    digits = re.sub(r"[^0-9]", "", plain.get("phone", ""))
    plain["phone"] = digits[-TAIL:] if TAIL <= len(digits) <= PHONE_DIGITS_MAX else ""
    return Known(**plain)


def find(platform: int, said: Known) -> list[FoundOrder]:
    """The orders that fit all that was said, the newest first."""
    if not said.enough:
        return []
    asked: dict[str, Any] = {"platform": platform, "most": MOST}
    where = ""
    if said.number:
        where, asked["number"] = where + " AND (o.number = %(number)s OR o.id = %(number)s)", said.number
    if said.phone or said.name:
        where, asked["consumers"] = where + " AND o.consumer = ANY(%(consumers)s)", _consumers(platform, said)
    if said.shop:
        where, asked["shops"] = where + " AND o.shop = ANY(%(shops)s)", [one.id for one in shops(platform, said.shop)]
    if said.title:
        plain = said.title.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        where, asked["title"] = where + " AND o.title ILIKE %(title)s ESCAPE '!'", f"%{plain}%"
    return [FoundOrder(*row) for row in rows(ORDERS + where + NEWEST, asked)]


def _consumers(platform: int, said: Known) -> list[str]:
    """Who has this phone and this name, as far as each was said: as people signed up, or as complaints name them."""
    asked = {"platform": platform, "tail": said.phone, "name": said.name, "most": LOOKED_AT}
    found = [{ref for (ref,) in rows(PHONES, asked)}] if said.phone else []
    found += [{ref for (ref,) in rows(NAMES, asked)}] if said.name else []
    return sorted(set.intersection(*found))
