"""Lets time pass where something is due, over and over; several processes may do so at once."""

import threading
from datetime import datetime

from ombud.desk import clock
from ombud.desk.handle_many import let_time_pass
from ombud.desk.load import due, due_ahead
from ombud.ledger.connection import connection
from ombud.timers.away import until_stopped

BATCH = 100
"""Streams in one transaction: the statement's own cost is spread, and a party acting just then hardly ever waits."""
BATCH_MAX = 10_000
PAUSE_SECONDS_MAX = 1.0
"""How late something can follow. Nobody's right hangs on it: an act after its deadline is refused by rule."""
PAUSE_SECONDS_MIN = 0.05
NEXT = "SELECT min(next_due_at) FROM stream WHERE next_due_at IS NOT NULL"


def run(stop: threading.Event) -> None:
    """Settle what is due until told to stop; a database that went away is waited for."""

    def once() -> float:
        settle(stop)
        return _until_next()

    until_stopped(stop, once)


def settle(stop: threading.Event | None = None, at: datetime | None = None) -> int:
    """Let everything follow that is due by now, batch by batch; returns in how many streams something did.

    A stream over which time can't pass (its rules fail; the log says why) keeps its place at the head of the line, so
    the line is looked at further down until nothing moves any more.
    """
    settled, batch = 0, BATCH
    while stop is None or not stop.is_set():
        now = at or clock.now()
        streams = due(connection(), now, batch) + due_ahead(connection(), now, batch)
        moved = let_time_pass(streams, now) if streams else 0
        settled += moved
        if moved == 0:
            if len(streams) < batch or batch >= BATCH_MAX:
                break
            batch *= 10
    return settled


def _until_next() -> float:
    """Seconds until something is due, as far as we wait for it."""
    row = connection().execute(NEXT).fetchone()
    if row is None or row[0] is None:
        return PAUSE_SECONDS_MAX
    left: float = (row[0] - clock.now()).total_seconds()
    return min(PAUSE_SECONDS_MAX, max(PAUSE_SECONDS_MIN, left))
