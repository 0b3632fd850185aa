"""The worker's part that has the lab look at the pictures that were put forward, one after the other."""

import threading

from django.conf import settings
from django.db import close_old_connections

from ombud.timers.away import AWAY, begin_anew, leave
from ombud.vault.screening.carry_out import screen_next

WAIT_SECONDS = 1.0


def run(stop: threading.Event) -> None:
    """Screen until told to stop; a database that went away is waited for. Where the setting says so, only wait."""
    while not settings.SCREENING and not stop.wait(WAIT_SECONDS):
        pass
    while not stop.is_set():
        try:
            close_old_connections()
            if screen_next(stop.is_set):
                continue
        except AWAY as error:
            begin_anew(error)  # its lock went with the connection: whoever comes first takes it up again
        stop.wait(WAIT_SECONDS)
    leave()
