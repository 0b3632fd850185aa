"""Puts a sandbox's clock forward, and lets everything follow that is due by then."""

from datetime import datetime, timedelta
from math import ceil

from ombud.accounts.platforms import forget
from ombud.desk import clock
from ombud.desk.handle_many import let_time_pass
from ombud.ledger.connection import connection, rows

STEP_MAX, AHEAD_MAX = timedelta(days=400), timedelta(days=3650)
MOVE = """
UPDATE accounts_platform SET ahead_seconds = ahead_seconds + %s WHERE id = %s AND sandbox AND ahead_seconds + %s <= %s
"""
DUE = "SELECT platform, id FROM stream WHERE platform = %s AND next_due_at <= %s ORDER BY next_due_at LIMIT 200"
NEXT = "SELECT min(next_due_at) FROM stream WHERE platform = %s AND next_due_at IS NOT NULL"
ROUNDS_MAX = 50
"""What follows from what followed; the worker does the rest within a second."""


class BadStep(ValueError):
    """A clock only goes forward, and not for ever."""


def forward(platform: int, by: timedelta) -> datetime:
    """Put the clock forward by this much; what is due by then has happened when this returns. Raises BadStep."""
    move(platform, by)
    settle(platform)
    return clock.now(platform)


def move(platform: int, by: timedelta) -> None:
    """Put the clock forward by this much, and nothing else. Raises BadStep."""
    seconds = ceil(by.total_seconds())
    if not 0 < seconds <= STEP_MAX.total_seconds():
        raise BadStep
    moved = connection().execute(MOVE, (seconds, platform, seconds, int(AHEAD_MAX.total_seconds()))).rowcount
    forget(platform)
    if not moved:
        raise BadStep


def settle(platform: int) -> None:
    """Let everything follow that is due now on this one platform."""
    for _round in range(ROUNDS_MAX):
        streams = [(int(one), str(id)) for one, id in rows(DUE, (platform, clock.now(platform)))]
        if not streams or not let_time_pass(streams, clock.now()):
            return


def next_due(platform: int) -> datetime | None:
    """When the next thing follows by itself, if anything does."""
    ((at,),) = rows(NEXT, (platform,))
    found: datetime | None = at
    return found
