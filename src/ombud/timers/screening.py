"""The worker's part that has the lab look at the pictures that were put forward, one after the other.

Where this machine has galleries, they are brought abreast once a minute, whether it screens or not: what was erased
goes from here too.
"""

import threading
import time

from django.conf import settings
from django.db import close_old_connections

from ombud.timers.away import AWAY, begin_anew, leave
from ombud.vault.screening.carry_out import screen_next
from ombud.vault.screening.gallery import keep_abreast
from ombud.vault.stored import Away

WAIT_SECONDS = 1.0
ABREAST_SECONDS = 60.0


def run(stop: threading.Event) -> None:
    """Screen until told to stop, where the setting wants it; a database that went away is waited for."""
    abreast = 0.0
    while not stop.is_set():
        try:
            close_old_connections()
            if time.monotonic() >= abreast:
                keep_abreast()
                abreast = time.monotonic() + ABREAST_SECONDS
            if settings.SCREENING and screen_next(stop.is_set):
                continue
        except (*AWAY, Away) as error:
            begin_anew(error)  # its lock went with the connection: whoever comes first takes it up again
        stop.wait(WAIT_SECONDS)
    leave()
