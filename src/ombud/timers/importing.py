"""The worker's part that imports what staff asked for on a page."""

import threading
from datetime import datetime, timedelta

from ombud.desk import clock
from ombud.imports.carry_runs import carry_out_next
from ombud.imports.runs import forget_old
from ombud.timers.away import AWAY, begin_anew, leave

WAIT_SECONDS = 1.0
FORGET_EVERY = timedelta(hours=6)


def run(stop: threading.Event) -> None:
    """Carry out one import after another until told to stop."""
    forgot: datetime | None = None
    while not stop.is_set():
        try:
            if forgot is None or clock.now() - forgot > FORGET_EVERY:
                forget_old(clock.now())
                forgot = clock.now()
            if carry_out_next(stop.is_set):
                continue
        except AWAY as error:
            begin_anew(error)  # it is taken up again by the next round
        stop.wait(WAIT_SECONDS)
    leave()
