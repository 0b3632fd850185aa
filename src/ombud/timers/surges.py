"""Counts what happens, raises the alarms that the counts give, and closes units that are over, again and again."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from ombud.accounts.platforms import ahead_of
from ombud.core.people import Clock
from ombud.core.refusal import Refusal
from ombud.desk import clock
from ombud.desk.handle import Act, KeyReused, handle
from ombud.ledger.connection import connection
from ombud.reads.surges.alarms import alarms, platforms, seen
from ombud.reads.surges.closing import close_units, counted
from ombud.reads.surges.counting import count_waiting
from ombud.reads.surges.taken import waiting
from ombud.timers.away import AWAY, until_stopped

PAUSE_SECONDS = 2.0
"""A wave lasts days; what came in the last two seconds may wait for the next ones, so that one batch takes many."""
SILENT_SECONDS = 600.0
"""A platform whose rules fail is tried again every time, and told of as seldom as that."""
_told: dict[int, float] = {}
log = logging.getLogger(__name__)


def run(stop: threading.Event) -> None:
    """Count until told to stop; a database that went away is waited for."""

    def once() -> float:
        settle()
        return PAUSE_SECONDS

    until_stopped(stop, once)


def settle(at: datetime | None = None) -> int:
    """Count what waits, close what is over and raise what there is to raise; returns how many alarms were raised.

    Killed at any point it goes on where it was: counts are written with what they were made from, an alarm has one id
    for its shop and unit, and what was looked at is marked only after its alarms were raised. A platform whose rules
    fail (the log says why) stops no other.
    """
    now = at or clock.now()
    for platform in waiting(connection()):
        _by_itself(platform, count_waiting)
    for platform in counted():
        _by_itself(platform, lambda one: close_units(one, now + ahead_of(one)))
    return sum(_by_itself(platform, lambda one: _look(one, now + ahead_of(one))) for platform in platforms())


def _by_itself(platform: int, step: Callable[[int], int]) -> int:
    try:
        return step(platform)
    except AWAY:
        raise
    except Exception:
        now = time.monotonic()
        if now - _told.get(platform, -SILENT_SECONDS) >= SILENT_SECONDS:
            _told[platform] = now
            log.exception("Platform %s can't be counted", platform)
        return 0


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
