"""Counts what happens, raises the alarms that the counts give, and closes units that are over, again and again."""

import logging
import threading
from datetime import datetime

from ombud.core.people import Clock
from ombud.core.refusal import Refusal
from ombud.desk import clock
from ombud.desk.handle import Act, KeyReused, handle
from ombud.reads.surges.alarms import alarms, platforms, seen
from ombud.reads.surges.closing import close_all
from ombud.reads.surges.counting import count_all
from ombud.timers.away import AWAY, WAIT_SECONDS, begin_anew, leave

PAUSE_SECONDS = 2.0
"""A wave lasts days; what came in the last two seconds may wait for the next ones, so that one batch takes many."""
log = logging.getLogger(__name__)


def run(stop: threading.Event) -> None:
    """Count until told to stop; a database that went away is waited for."""
    while not stop.is_set():
        try:
            settle()
            pause = PAUSE_SECONDS
        except AWAY as error:
            begin_anew(error)
            pause = WAIT_SECONDS
        stop.wait(pause)
    leave()


def settle(at: datetime | None = None) -> int:
    """Count what waits, close what is over and raise what there is to raise; returns how many alarms were raised.

    Killed at any point it goes on where it was: counts are written with what they were made from, an alarm has one id
    for its shop and unit, and what was looked at is marked only after its alarms were raised.
    """
    now = at or clock.now()
    count_all()
    close_all(now)
    return sum(_look(platform, now) for platform in platforms())


def _look(platform: int, now: datetime) -> int:
    raised = 0
    found, looked = alarms(platform, now)
    for alarm in found:
        act = Act(platform, "surge.raise-alarm", alarm.id, Clock(), alarm.fields, f"alarm-{alarm.id}", "clock", now)
        try:
            done = handle(act)
        except KeyReused:
            continue  # another worker raised it, with the figures of another moment
        if isinstance(done, Refusal):
            log.warning("An alarm about the shop %s wasn't raised: %s", alarm.fields["shop"], done.code)
            continue
        raised += 1
    seen(looked)
    return raised
