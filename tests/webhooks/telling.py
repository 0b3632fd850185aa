"""A platform with an endpoint, its log, and the worker's part that tells, driven by hand."""

import random
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from ombud.ledger.connection import rows
from ombud.timers import sequencer
from ombud.timers.webhooks import Dispatcher
from ombud.webhooks import endpoints
from ombud.webhooks.egress import Rules
from ombud.webhooks.endpoints import Endpoint
from tests.cast import World, a_complaint, an_order
from tests.webhooks.receiver import Got, Receiver, answer

NOW = datetime(2030, 1, 7, 3, tzinfo=UTC)
"""Of the deliveries; the cases have times of their own."""
COMMITTED = "SELECT idx, stream, seq, hash FROM log_leaf WHERE platform = %s ORDER BY idx"


def an_endpoint(world: World, receiver: Receiver, wanted: tuple[str, ...] = (), at: datetime = NOW) -> Endpoint:
    """Told of everything from now on, by plain http on this machine. What earlier tests left on other platforms is told
    to nobody any more: a worker works for all, and each of theirs would be waited for."""
    rows("UPDATE webhook_endpoint SET active = false WHERE platform <> %s RETURNING 1", (world.platform.pk,))
    sequencer.settle()
    made, _secret = endpoints.make(world.platform.pk, "https://hooks.shop.cn/", list(wanted), "", "rita", at)
    rows("UPDATE webhook_endpoint SET url = %s WHERE id = %s RETURNING 1", (receiver.url, made.id))
    found = endpoints.of(world.platform.pk, made.id)
    assert found is not None
    return found


@contextmanager
def dispatcher(*receivers: Receiver, seconds: float = 0.5) -> Iterator[Dispatcher]:
    """The worker's part, for which these receivers are let through."""
    made = Dispatcher(Rules(inside=tuple(one.address for one in receivers), seconds=seconds))
    try:
        yield made
    finally:
        made.close()


def until_quiet(one: Dispatcher, now: datetime = NOW, rounds: int = 400) -> None:
    """Let it work at this instant until nothing is due and nothing under way."""
    quiet = 0
    while quiet < 2:
        rounds -= 1
        assert rounds, "it doesn't come to rest"
        quiet = quiet + 1 if one.round(now, 0.2) == 0 and one.idle else 0


def some_cases(world: World, many: int = 4) -> list[str]:
    """Complaints, each with a few events; returns their ids."""
    ids = []
    for number in range(many):
        done = a_complaint(world, an_order(world, f"w-{number}"))
        world.do("complaint.nudge", done.id, world.ana, at=LATER, words="Is anybody there?")
        world.do("complaint.message", done.id, world.ana, at=LATER, words="Hello.")
        ids.append(done.id)
    sequencer.settle()
    return ids


class Keeping:
    """A receiver that keeps what it takes, and fails as `fails` says."""

    def __init__(self, fails: float = 0.0, seed: int = 7) -> None:
        self.ids: list[str] = []
        self.got: list[Got] = []
        self.fails = fails
        self._lot = random.Random(seed)

    def __call__(self, connection: socket.socket, got: Got) -> None:
        lot = self._lot.random()
        if lot < self.fails / 3:
            return answer(500)(connection, got)
        if lot < self.fails * 2 / 3:
            return None  # the connection is dropped before anything is taken
        self.ids.append(got.id)
        self.got.append(got)
        if lot < self.fails:
            return None  # taken, and the answer is lost: it will come twice
        return answer(200)(connection, got)


LATER = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)


def committed(world: World, since: int) -> dict[str, tuple[str, int]]:
    """Message id → stream and seq, of what is in the log from an index on."""
    found = rows(COMMITTED, (world.platform.pk,))
    return {f"evt_{bytes(hashed).hex()[:32]}": (stream, seq) for idx, stream, seq, hashed in found if idx >= since}


def first_seen(ids: list[str]) -> list[str]:
    """Each once, where it came first."""
    return list(dict.fromkeys(ids))


def in_order(ids: list[str], told: dict[str, tuple[str, int]]) -> bool:
    """Whether each stream's events came first in the order of their numbers."""
    last: dict[str, int] = {}
    for id in first_seen(ids):
        stream, seq = told[id]
        if seq <= last.get(stream, 0):
            return False
        last[stream] = seq
    return True


def deliveries(endpoint: Endpoint) -> list[tuple[Any, ...]]:
    """State and tries of each, by place in the log."""
    return rows(
        "SELECT state, tries, stream FROM webhook_delivery WHERE platform = %s AND endpoint = %s ORDER BY idx",
        (endpoint.platform, endpoint.id),
    )
