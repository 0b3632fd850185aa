"""Sends the letters that waited for the morning or for the day's digest, over and over."""

import threading

from django.db import close_old_connections

from ombud.desk import clock
from ombud.notices import gather
from ombud.timers.away import AWAY, WAIT_SECONDS, begin_anew, leave

PAUSE_SECONDS = 20.0
"""Nobody who asked for letters in the morning minds a third of a minute."""


def run(stop: threading.Event) -> None:
    """Send what is due until told to stop; a database that went away is waited for."""
    while not stop.is_set():
        try:
            close_old_connections()
            pause = 0.0 if gather.send_due(clock.now()) == gather.PEOPLE else PAUSE_SECONDS
        except AWAY as error:
            begin_anew(error)
            pause = WAIT_SECONDS
        stop.wait(pause)
    leave()
