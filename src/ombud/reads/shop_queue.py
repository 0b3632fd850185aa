"""Shops whose papers wait for the platform, the nearest deadline first, and who was asked to join which shop."""

from datetime import datetime
from typing import Any, NamedTuple

from ombud.ledger.connection import rows
from ombud.reads.queues import AT_RISK, CAP, FIRST, PAGE, Key, Standing

SHOP_QUEUES = ("shops", "shop-senior")
WAITING = """
SELECT id, name, category, owner, due_at, submitted_at FROM shop_row
WHERE platform = %s AND queue = %s AND (due_at, id) > (%s, %s) ORDER BY due_at, id LIMIT %s
"""
STAND = """
SELECT q.queue,
    (SELECT count(*) FROM (SELECT 1 FROM shop_row
        WHERE platform = %(platform)s AND queue = q.queue AND queue <> '' LIMIT %(cap)s) a),
    (SELECT min(due_at) FROM shop_row WHERE platform = %(platform)s AND queue = q.queue AND queue <> ''),
    (SELECT min(submitted_at) FROM shop_row WHERE platform = %(platform)s AND queue = q.queue AND queue <> ''),
    (SELECT count(*) FROM (SELECT 1 FROM shop_row
        WHERE platform = %(platform)s AND queue = q.queue AND queue <> '' AND due_at <= %(now)s LIMIT %(cap)s) b),
    (SELECT count(*) FROM (SELECT 1 FROM shop_row
        WHERE platform = %(platform)s AND queue = q.queue AND queue <> '' AND due_at > %(now)s AND due_at <= %(soon)s
        LIMIT %(cap)s) c)
FROM unnest(%(queues)s::text[]) AS q(queue)
"""
INVITED = """
SELECT id, name FROM shop_row WHERE platform = %s AND invited <> '[]' AND invited::jsonb ? %s ORDER BY name LIMIT 20
"""


class Waiting(NamedTuple):
    """A shop whose papers lie with the platform."""

    id: str
    name: str
    category: str
    owner: str
    due_at: datetime
    submitted_at: datetime | None


class Invitation(NamedTuple):
    """A shop that asked somebody to act for it."""

    shop: str
    name: str


def waiting(platform: int, queue: str, after: Key | None = None) -> tuple[list[Waiting], bool]:
    """A page of the queue, and whether there are more."""
    found = [Waiting(*row) for row in rows(WAITING, (platform, queue, *(after or FIRST), PAGE + 1))]
    return found[:PAGE], len(found) > PAGE


def standings(platform: int, now: datetime) -> dict[str, Standing]:
    """How both queues stand; their counts are capped."""
    asked: dict[str, Any] = {"platform": platform, "now": now, "soon": now + AT_RISK, "cap": CAP}
    return {row[0]: Standing(*row) for row in rows(STAND, asked | {"queues": list(SHOP_QUEUES)})}


def invitations(platform: int, member: str) -> list[Invitation]:
    """The shops that asked this person to act for them."""
    return [Invitation(*row) for row in rows(INVITED, (platform, member))]
