"""Sends the letters that waited for the morning or for the day's digest, over and over."""

import threading

from ombud.desk import clock
from ombud.notices import gather
from ombud.timers.away import until_stopped

PAUSE_SECONDS = 20.0
"""Nobody who asked for letters in the morning minds a third of a minute."""


def run(stop: threading.Event) -> None:
    """Send what is due until told to stop; a database that went away is waited for."""
    until_stopped(stop, lambda: 0.0 if gather.send_due(clock.now()) == gather.PEOPLE else PAUSE_SECONDS)
