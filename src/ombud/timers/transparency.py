"""The worker's part that adds up each platform's own work from its log, a batch at a time."""

import logging
import threading

from ombud.accounts.platforms import settings_of
from ombud.reads.transparency.tally import BATCH, behind, count_some
from ombud.timers.away import AWAY, until_stopped

PAUSE_SECONDS = 20.0
"""Figures are told by whole days: what happened in the last seconds may wait, so that one batch takes many."""
log = logging.getLogger(__name__)


def run(stop: threading.Event) -> None:
    """Count until told to stop; a database that went away is waited for."""
    until_stopped(stop, lambda: 0.0 if settle() else PAUSE_SECONDS)


def settle(batch: int = BATCH) -> int:
    """Count one batch of every platform that is behind; 0 unless more waits. A platform that fails stops no other."""
    left = 0
    for platform in behind():
        try:
            done = count_some(platform, settings_of(platform).zone.key, batch)
            left += done if done == batch else 0
        except AWAY:
            raise
        except Exception:
            log.exception("The figures of platform %s can’t be counted", platform)
    return left


def settle_all() -> None:
    """Count all that is in the logs now: for tests and the demo."""
    while settle():
        pass
