"""The worker's part that puts what was committed into each platform's log, signs it, and signs anew each hour."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from ombud.accounts.log_keys import NoKey, look_again, signer_of
from ombud.desk import clock
from ombud.ledger.log.forgotten import forgotten
from ombud.ledger.log.receipt import oldest_waiting
from ombud.ledger.log.sequence import BATCH, Replaced, catch_up, put_in, sign_anew, stale, waiting
from ombud.timers.away import AWAY, until_stopped

PAUSE_SECONDS = 0.2
"""Together with a batch's own time far below the second that a receipt may take."""
SILENT_SECONDS = 600.0
"""A platform whose log can't be written is tried again every time, and told of as seldom as that."""
COUNTED_EVERY = 3600.0
"""Seconds between two looks for events that are in no queue."""
_told: dict[int, float] = {}
_counted_at = float("-inf")
log = logging.getLogger(__name__)


def run(stop: threading.Event) -> None:
    """Put in until told to stop; a database that went away is waited for."""

    def once() -> float:
        more = settle()
        _look_for_broken_promises()
        if _due():
            find_forgotten()
        return 0.0 if more else PAUSE_SECONDS

    until_stopped(stop, once)


def settle(at: datetime | None = None, batch: int = BATCH) -> int:
    """Put in one batch of every platform, and sign anew what is an hour old; returns 0 unless more waits.

    Killed at any point it goes on where it was. A platform whose log can't be written stops no other.
    """
    left = 0
    for platform in waiting():
        done = _by_itself(platform, lambda one: put_in(one, signer_of(one), at or clock.now(), batch) or 0)
        left += done if done == batch else 0
    for platform in stale(at or clock.now()):
        _by_itself(platform, lambda one: int(sign_anew(one, [signer_of(one)], at or clock.now())))
    return left


def settle_all(at: datetime | None = None) -> None:
    """Put in everything that waits now: for tests, the demo and whoever must have a receipt at once."""
    while settle(at):
        pass


def find_forgotten() -> int:
    """Have events wait that were in no queue, and say so, since each was promised: returns how many there were.

    The desk leaves none. Somebody took them out, or laid events past the desk; no lag would ever show it.
    """
    found = forgotten()
    for platform, missing in found:
        log.error("%s events of platform %s were neither in its log nor waited for it", missing, platform)
        _by_itself(platform, lambda one: catch_up(one) or 0)
    return sum(missing for _, missing in found)


def _due() -> bool:
    """Once when the worker begins, then each hour: counting reads an index from end to end."""
    global _counted_at  # noqa: PLW0603 - of this process alone
    now = time.monotonic()
    if now - _counted_at < COUNTED_EVERY:
        return False
    _counted_at = now
    return True


def _look_for_broken_promises() -> None:
    """Say in the log of this process what a party could hold against the platform; pages and figures say it too."""
    for platform in waiting():
        oldest = oldest_waiting(platform)
        if oldest and oldest.late and _may_tell(-platform):
            told = "A commit of platform %s waits for its log since %s, against what was promised"
            log.error(told, platform, oldest.since)


def _may_tell(what: int) -> bool:
    """Once in a while about the same thing."""
    now = time.monotonic()
    if now - _told.get(what, -SILENT_SECONDS) < SILENT_SECONDS:
        return False
    _told[what] = now
    return True


def _by_itself(platform: int, step: Callable[[int], int]) -> int:
    try:
        return step(platform)
    except AWAY:
        raise
    except Replaced:  # by another process: the next round signs with the new one
        look_again(platform)
        return 0
    except Exception as error:
        if _may_tell(platform):
            log.exception("The log of platform %s can't be written", platform, exc_info=not isinstance(error, NoKey))
        return 0
