"""The worker's part that makes the files which people asked to take along, and takes away those whose time is over."""

import threading
from datetime import datetime, timedelta

from ombud.desk import clock
from ombud.timers.away import until_stopped
from ombud.vault.made.carry_out import Make, forget_old, make_next
from ombud.vault.stored import Away

PAUSE_SECONDS = 0.5
AWAY_SECONDS = 5.0
FORGET_EVERY = timedelta(minutes=1)


def run(stop: threading.Event, make: Make) -> None:
    """Make one file after the other until told to stop; a database or store that went away is waited for."""
    forgot: datetime | None = None

    def once() -> float:
        nonlocal forgot
        now = clock.now()
        try:
            if forgot is None or now - forgot > FORGET_EVERY:
                forget_old(now)
                forgot = now
            return 0.0 if make_next(make, now, stop.is_set) else PAUSE_SECONDS
        except Away:
            return AWAY_SECONDS

    until_stopped(stop, once)
