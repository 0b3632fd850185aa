"""One connection a thread to PostgreSQL, plain psycopg: what the desk writes with and fast reads read with."""

import threading
from typing import Any

import psycopg
from django.conf import settings
from psycopg.rows import TupleRow

from ombud.ledger import fence

Connection = psycopg.Connection[TupleRow]
_own = threading.local()


def connection() -> Connection:
    """This thread's connection, opened when it is first needed and again after it broke. Every statement commits.

    It knows which platform this thread works for (`fence.within`)."""
    held: Connection | None = getattr(_own, "connection", None)
    if held is None or held.closed or held.broken:
        held = psycopg.connect(settings.DATABASE_URL, autocommit=True, prepare_threshold=3)
        _own.connection, _own.told = held, ""
    if _own.told != fence.named():
        _own.told = fence.tell(held)
    return held


def forget() -> None:
    """Close this thread's connection; the next one asked for is new."""
    held: Connection | None = getattr(_own, "connection", None)
    if held is not None:
        held.close()
        _own.connection = None


def one_at_a_time(what: str) -> None:
    """Within a transaction: wait for whoever else does this, and keep all others waiting until the transaction ends."""
    connection().execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (what,))


def rows(statement: str, parameters: Any = ()) -> list[TupleRow]:
    """All rows of one statement. `statement` is a constant of ours, never made from what a stranger sent."""
    return connection().execute(statement, parameters).fetchall()
