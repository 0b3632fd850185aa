"""Lists of reports of fake evidence: what a shop made, what a consumer is to answer, what reviewers examine."""

from datetime import datetime
from typing import Any, NamedTuple

from ombud.ledger.connection import rows
from ombud.reads.evidence_report_row import QUEUES
from ombud.reads.queues import AT_RISK, CAP, FIRST, PAGE, Key, Standing

COLUMNS = """
SELECT e.id, e.number, e.order_id, e.order_number, e.complaint, e.shop, e.consumer, e.claims, e.told, e.stage,
    e.outcome, e.queue, e.due_at, e.overdue, e.claimed_by, e.withdrawn_at, e.filed_at, coalesce(s.name, e.shop),
    coalesce(o.title, e.order_number)
FROM evidence_report_row e
LEFT JOIN shop_row s ON s.platform = e.platform AND s.id = e.shop
LEFT JOIN order_row o ON o.platform = e.platform AND o.id = e.order_id
WHERE e.platform = %(platform)s AND
"""
WAITING = f"""{COLUMNS} e.queue = %(queue)s AND e.queue <> '' AND (e.due_at, e.id) > (%(at)s, %(id)s)
ORDER BY e.due_at, e.id LIMIT %(limit)s"""
OF_SHOP = f"""{COLUMNS} e.shop = %(of)s AND (e.filed_at, e.id) < (%(at)s, %(id)s)
ORDER BY e.filed_at DESC, e.id DESC LIMIT %(limit)s"""
OF_CONSUMER = f"""{COLUMNS} e.consumer = %(of)s AND e.stage <> 'beyond-cap'
ORDER BY e.filed_at DESC, e.id DESC LIMIT %(limit)s"""
OF_ORDER = f"{COLUMNS} e.order_id = %(of)s ORDER BY e.filed_at, e.id LIMIT %(limit)s"
STAND = """
SELECT q.queue,
    (SELECT count(*) FROM (SELECT 1 FROM evidence_report_row
        WHERE platform = %(platform)s AND queue = q.queue AND queue <> '' LIMIT %(cap)s) a),
    (SELECT min(due_at) FROM evidence_report_row
        WHERE platform = %(platform)s AND queue = q.queue AND queue <> ''),
    (SELECT min(filed_at) FROM evidence_report_row
        WHERE platform = %(platform)s AND queue = q.queue AND queue <> ''),
    (SELECT count(*) FROM (SELECT 1 FROM evidence_report_row
        WHERE platform = %(platform)s AND queue = q.queue AND queue <> '' AND due_at <= %(now)s LIMIT %(cap)s) b),
    (SELECT count(*) FROM (SELECT 1 FROM evidence_report_row
        WHERE platform = %(platform)s AND queue = q.queue AND queue <> '' AND due_at > %(now)s AND due_at <= %(soon)s
        LIMIT %(cap)s) c)
FROM unnest(%(queues)s::text[]) AS q(queue)
"""
BOUGHT = """
SELECT id, number, title, paid, currency, purchased_at FROM order_row
WHERE platform = %(platform)s AND consumer = %(consumer)s AND shop = %(shop)s
    AND (%(like)s = '' OR number ILIKE %(like)s OR title ILIKE %(like)s)
ORDER BY purchased_at DESC NULLS LAST, id LIMIT %(limit)s
"""
LAST: Key = (datetime.max.replace(tzinfo=FIRST[0].tzinfo), "\U0010ffff")
ORDERS_MAX = 40
"""Orders of one consumer at one shop among which a picture is looked for: beyond it one searches."""


class Listed(NamedTuple):
    """A report as lists show it. What of it a shop may read depends on `told`."""

    id: str
    number: str
    order: str
    order_number: str
    complaint: str
    shop: str
    consumer: str
    claims: str
    """Codes with a space between them."""
    told: str
    stage: str
    outcome: str
    queue: str
    due_at: datetime
    overdue: int
    claimed_by: str
    withdrawn_at: datetime | None
    filed_at: datetime
    shop_name: str
    title: str


class Bought(NamedTuple):
    """An order of one consumer at one shop."""

    id: str
    number: str
    title: str
    paid: int
    currency: str
    purchased_at: datetime | None


def waiting(platform: int, queue: str, after: Key | None = None) -> tuple[list[Listed], bool]:
    """A page of a queue, the nearest deadline first, and whether there is more."""
    at, id = after or FIRST
    return _page(WAITING, {"platform": platform, "queue": queue, "at": at, "id": id})


def of_shop(platform: int, shop: str, before: Key | None = None) -> tuple[list[Listed], bool]:
    """What a shop reported, the newest first, and whether there is more."""
    at, id = before or LAST
    return _page(OF_SHOP, {"platform": platform, "of": shop, "at": at, "id": id})


def of_consumer(platform: int, consumer: str) -> list[Listed]:
    """Reports of this consumer's pictures, the newest first; those kept as a note are not among them."""
    return _page(OF_CONSUMER, {"platform": platform, "of": consumer})[0]


def of_order(platform: int, order: str) -> list[Listed]:
    """All reports about one order, the oldest first."""
    return _page(OF_ORDER, {"platform": platform, "of": order})[0]


def standings(platform: int, now: datetime) -> dict[str, Standing]:
    """How both queues stand; their counts are capped."""
    asked: dict[str, Any] = {"platform": platform, "now": now, "soon": now + AT_RISK, "cap": CAP}
    return {row[0]: Standing(*row) for row in rows(STAND, asked | {"queues": list(QUEUES)})}


def bought(platform: int, consumer: str, shop: str, search: str = "") -> list[Bought]:
    """Orders of this consumer at this shop, the newest first, or those that a search names."""
    escaped = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("\x00", "")
    like = f"%{escaped[:60]}%" if escaped else ""
    asked = {"platform": platform, "consumer": consumer, "shop": shop, "like": like, "limit": ORDERS_MAX}
    return [Bought(*row) for row in rows(BOUGHT, asked)]


def _page(sql: str, asked: dict[str, Any]) -> tuple[list[Listed], bool]:
    found = [Listed(*row) for row in rows(sql, asked | {"limit": PAGE + 1})]
    return found[:PAGE], len(found) > PAGE
