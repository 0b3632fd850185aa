"""The site with one fault planted, by the name in OMBUD_KILL_FAULT: what the kill harness is scored with.

Only the harness serves this; the product knows nothing of it.
"""

import importlib
import os
import threading
import time
from typing import Any

from ombud.site.wsgi import application

handle: Any = importlib.import_module("ombud.desk.handle")
SLOW_SECONDS = 0.03
"""As long as a real disk may take; a kill falls into it now and then."""


def _acknowledged_before_the_commit() -> None:
    from ombud.ledger.connection import connection

    commit = handle.commit

    def later(_held: Any, platform: int, batch: Any) -> None:
        def do() -> None:
            time.sleep(SLOW_SECONDS)
            commit(connection(), platform, batch)

        threading.Thread(target=do).start()

    handle.commit = later


def _answer_not_stored() -> None:

    handle.put_answer = lambda *_given: None


def _two_transactions() -> None:
    from ombud.desk.commit import Batch

    commit = handle.commit

    def in_two(held: Any, platform: int, batch: Batch) -> None:
        rows, batch.rows = batch.rows, {}
        commit(held, platform, batch)
        time.sleep(SLOW_SECONDS)
        rest = Batch()
        rest.rows = rows
        commit(held, platform, rest)

    handle.commit = in_two


def _asynchronous_commit() -> None:

    commit = handle.commit

    def forgetful(held: Any, platform: int, batch: Any) -> None:
        held.execute("SET synchronous_commit = off")
        commit(held, platform, batch)

    handle.commit = forgetful


FAULTS = {
    "acknowledged before the commit": _acknowledged_before_the_commit,
    "answer not stored": _answer_not_stored,
    "two transactions": _two_transactions,
    "asynchronous commit": _asynchronous_commit,
}

if os.environ.get("OMBUD_KILL_FAULT"):
    FAULTS[os.environ["OMBUD_KILL_FAULT"]]()

__all__ = ["application"]
