"""Hands batches of acts to the desk, several at once, so that one is decided while another's rows are being written.

A small import uses threads. A large one starts processes of its own, since threads would share one core.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec
from django.db import connections

from ombud.core.people import System
from ombud.core.struct import settle
from ombud.imports.carry import carry_out
from ombud.imports.helper import Helper
from ombud.imports.wishes import Outcome, Wish, Wishes
from ombud.ledger.connection import forget

AT_ONCE = 2
"""While PostgreSQL writes one batch, the next is decided; a third would only wait for the others."""
MANY = 20_000
"""Orders from which on starting processes, a second or two, is less than what they save."""
KNOWN = "already-known"


class Carrier(Protocol):
    """What carries a batch out."""

    def __call__(self, batch: bytes) -> list[Outcome]:
        """The outcome of each wish."""

    def close(self) -> None:
        """No batch comes any more."""


Heard = Callable[[Sequence[Wish], Sequence[Outcome]], None]
Answer = queue.Queue[list[Outcome] | BaseException]


class Teller:
    """Tells the desk of batches, and what came of each in the order in which they were given."""

    def __init__(self, platform: int, by: System, heard: Heard, *, orders: int) -> None:
        self._platform, self._by, self._heard = platform, by, heard
        self._asked: queue.Queue[tuple[bytes, Answer] | None] = queue.Queue()
        self._waiting: list[tuple[Sequence[Wish], Answer]] = []
        kind: Callable[[], Carrier] = Helper if orders >= MANY else Here
        self._threads = [threading.Thread(target=self._work, args=(kind,), daemon=True) for _ in range(AT_ONCE)]
        settle()  # before there are threads
        for one in self._threads:
            one.start()

    def tell(self, wishes: Sequence[Wish]) -> None:
        """Begin with a batch; waits for an older one where enough are under way."""
        batch = Wishes(self._platform, self._by.id, "import", [tuple(one) for one in wishes])
        answer: Answer = queue.Queue(1)
        self._asked.put((msgspec.json.encode(batch), answer))
        self._waiting.append((wishes, answer))
        while len(self._waiting) > AT_ONCE:
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
        wishes, answer = self._waiting.pop(0)
        outcomes = answer.get()
        if isinstance(outcomes, BaseException):
            raise outcomes
        self._heard(wishes, outcomes)

    def _work(self, kind: Callable[[], Carrier]) -> None:
        carrier = kind()
        try:
            while (asked := self._asked.get()) is not None:
                batch, answer = asked
                try:
                    answer.put(carrier(batch))
                except BaseException as error:  # noqa: BLE001 - raised where the batch was told from
                    answer.put(error)
        finally:
            carrier.close()


class Here:
    """Carries batches out in this very thread."""

    def __call__(self, batch: bytes) -> list[Outcome]:
        """The outcome of each wish."""
        return carry_out(batch)

    def close(self) -> None:
        """Let the thread's connections go."""
        forget()
        connections.close_all()
