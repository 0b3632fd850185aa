"""Takes away rows that have done their work: old answers to repeated commands, and side effects long done."""

import threading
from datetime import datetime, timedelta
from typing import LiteralString, NamedTuple

from psycopg import sql

from ombud.ledger.connection import connection

BLOCKS = 500
"""Pages of a table (4 MB) in one transaction, so that nobody waits for it."""


class Kept(NamedTuple):
    """How long the rows of a table are kept after an instant of theirs."""

    table: str
    age: timedelta
    delete: LiteralString
    """By ranges of pages: one pass over the table and no index that only this would need."""


KEPT = (
    # As long as an integrator may plausibly repeat a call after a long outage.
    Kept(
        "idempotency",
        timedelta(days=30),
        "DELETE FROM idempotency WHERE ctid >= %s::tid AND ctid < %s::tid AND at < %s",
    ),
    # Long enough to look up why something was sent; what was delivered stands in `delivery`.
    Kept(
        "outbox",
        timedelta(days=14),
        "DELETE FROM outbox WHERE ctid >= %s::tid AND ctid < %s::tid AND done_at < %s",
    ),
    # As long as somebody may look for why something wasn't received, or want it again.
    Kept(
        "webhook_attempt",
        timedelta(days=30),
        "DELETE FROM webhook_attempt WHERE ctid >= %s::tid AND ctid < %s::tid AND at < %s",
    ),
    Kept(
        "webhook_delivery",
        timedelta(days=30),
        "DELETE FROM webhook_delivery WHERE ctid >= %s::tid AND ctid < %s::tid AND ended_at < %s",
    ),
    # No limit on tries remembers anything longer than a day.
    Kept(
        "accounts_tries",
        timedelta(days=2),
        "DELETE FROM accounts_tries WHERE ctid >= %s::tid AND ctid < %s::tid AND last_at < %s",
    ),
    # A session whose day of expiry is over opens nothing.
    Kept(
        "django_session",
        timedelta(days=1),
        "DELETE FROM django_session WHERE ctid >= %s::tid AND ctid < %s::tid AND expire_date < %s",
    ),
)
SIZE = "SELECT pg_relation_size(%s::regclass) / current_setting('block_size')::int"


def clean(now: datetime, stop: threading.Event | None = None) -> dict[str, int]:
    """One pass over each table in small transactions; returns how many rows went from each."""
    return {kept.table: _clean(kept, now - kept.age, stop) for kept in KEPT}


def _clean(kept: Kept, before: datetime, stop: threading.Event | None) -> int:
    row = connection().execute(SIZE, (kept.table,)).fetchone()
    blocks = int(row[0]) if row else 0
    gone = 0
    for start in range(0, blocks, BLOCKS):
        if stop is not None and stop.is_set():
            break
        span = (f"({start},0)", f"({start + BLOCKS},0)")
        gone += connection().execute(sql.SQL(kept.delete), (*span, before)).rowcount
    return gone
