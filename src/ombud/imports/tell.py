"""Hands batches of acts to the desk: a few threads, each with a connection of its own, so that one decides while
another's rows are being written."""

import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections

from ombud.core.refusal import Refusal
from ombud.core.struct import settle
from ombud.desk.handle import Act, Done
from ombud.desk.handle_many import Result, handle_many
from ombud.ledger.connection import forget

THREADS = 2
"""While PostgreSQL writes one batch, the next is decided; a third would only wait for the others."""
Heard = Callable[[Sequence[Act], Sequence[Result]], None]


class Teller:
    """Tells the desk of batches, and what came of each in the order in which they were given."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._asked: queue.Queue[tuple[Sequence[Act], queue.Queue[Any]] | None] = queue.Queue()
        self._waiting: list[tuple[Sequence[Act], queue.Queue[Any]]] = []
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(THREADS)]
        settle()  # before there are threads
        for one in self._threads:
            one.start()

    def tell(self, acts: Sequence[Act]) -> None:
        """Begin with a batch; waits for an older one where too many are under way."""
        answer: queue.Queue[Any] = queue.Queue(1)
        self._asked.put((acts, answer))
        self._waiting.append((acts, answer))
        while len(self._waiting) > THREADS:
            self._hear()

    def close(self) -> None:
        """Wait until all that was begun is done; nothing is left half told."""
        try:
            while self._waiting:
                self._hear()
        finally:
            for _ in self._threads:
                self._asked.put(None)
            for one in self._threads:
                one.join()

    def _hear(self) -> None:
        acts, answer = self._waiting.pop(0)
        results = answer.get()
        if isinstance(results, BaseException):
            raise results
        self._heard(acts, results)

    def _work(self) -> None:
        try:
            while (asked := self._asked.get()) is not None:
                acts, answer = asked
                try:
                    answer.put(handle_many(acts))
                except BaseException as error:  # noqa: BLE001 - raised where the batch was told from
                    answer.put(error)
        finally:
            forget()
            connections.close_all()


def known(outcome: Result) -> bool:
    """Whether this was told before in the same words."""
    return isinstance(outcome, Refusal) and outcome.code == "already-known"


def because(outcome: Result) -> str:
    """Why the desk didn't take it."""
    assert not isinstance(outcome, Done)
    return outcome.because if isinstance(outcome, Refusal) else f"{type(outcome).__name__}: {outcome}"
