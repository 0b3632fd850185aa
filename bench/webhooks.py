"""How soon an integrator is told, and what endpoints of another platform that hang, flood and fail change about it."""

import json
import socket
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from bench import rig
from bench.figure import Figure, Goal, middle
from bench.hand import Hand, clock

HOSTILE = 12
"""Endpoints of the other platform: a third each hang, flood and fail."""
A_SECOND = 10
"""Events of each platform."""


STAND = """
UPDATE webhook_endpoint SET failures = 0, retry_at = NULL WHERE platform = %s RETURNING 1
"""


class Receiver:
    """A server on a loopback port that takes, hangs, floods or fails."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.came: dict[str, float] = {}
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.address = f"localhost:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            connection, _who = self._socket.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(20)
            came = b""
            while b"\r\n\r\n" not in came or not came.endswith(b"}"):
                came += connection.recv(65536)
            if self.what == "takes":
                self.came.setdefault(json.loads(came.partition(b"\r\n\r\n")[2])["data"]["id"], clock())
                connection.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
            elif self.what == "hangs":
                connection.recv(1)
            elif self.what == "fails":
                connection.sendall(b"HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n")
            else:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n")
                while True:
                    connection.sendall(bytes(1 << 20))


class TellingHand:
    """A worker's sequencer and dispatcher, with who tells orders and who is told of them, in one process."""

    def __init__(self) -> None:
        import django

        django.setup()
        from django.conf import settings

        from ombud.timers import sequencer, webhooks

        self._good = Receiver("takes")
        self._hostile = [Receiver("takes") for _ in range(HOSTILE)]
        settings.WEBHOOK_INSIDE = [one.address for one in (self._good, *self._hostile)]
        self._platforms = [_platform(slug) for slug in ("good", "hostile")]
        self._endpoints = [_endpoint(self._platforms[0], self._good)]
        self._endpoints += [_endpoint(self._platforms[1], one) for one in self._hostile]
        self._told = 0
        self._stop = threading.Event()
        self._parts = [threading.Thread(target=one.run, args=(self._stop,)) for one in (sequencer, webhooks)]
        for part in self._parts:
            part.start()

    def end(self) -> None:
        """Nothing more is sent."""
        self._stop.set()
        for part in self._parts:
            part.join()

    def round(self, seconds: float, *, hostile: bool) -> list[float]:
        """Milliseconds from each order's commit to its message; the other platform's endpoints are hostile, or take."""
        from ombud.ledger.connection import rows

        now = datetime.now(UTC)
        rows(STAND, (self._platforms[1],))
        for n, one in enumerate(self._hostile):
            one.what = ("hangs", "floods", "fails")[n % 3] if hostile else "takes"
        committed: dict[str, float] = {}
        until = clock() + seconds
        while clock() < until:
            begun = clock()
            for platform in self._platforms:
                self._told += 1
                id = f"o-{self._told}"
                _tell(platform, id, now)
                if platform == self._platforms[0]:
                    committed[id] = clock()
            time.sleep(max(0.0, 1 / A_SECOND - (clock() - begun)))
        end = clock() + 20
        while not committed.keys() <= self._good.came.keys() and clock() < end:
            time.sleep(0.05)
        return [(self._good.came[id] - at) * 1000 for id, at in committed.items()]


def figures(*, quick: bool = False) -> list[Figure]:
    """The median, and the slowest of twenty beside hostile endpoints and beside others, in turns."""
    seconds, rounds = (2, 1) if quick else (20, 3)
    quiet, beside = [], []
    with rig.database() as variables, Hand("bench.webhooks:TellingHand", {**variables, "OMBUD_DEMO": "1"}) as hand:
        hand.ask("round", seconds=2, hostile=False)  # fills caches
        for _ in range(rounds):
            quiet.append(sorted(hand.ask("round", seconds=seconds, hostile=False)))
            beside.append(sorted(hand.ask("round", seconds=seconds, hostile=True)))
        hand.ask("end")
    how = f"{A_SECOND} orders a second on each of two platforms, {rounds} × {seconds} s; from commit to receiver"
    p95 = [middle([one[len(one) * 95 // 100] for one in found]) for found in (beside, quiet)]
    hostile = f"{how}; beside it {HOSTILE} endpoints of the other platform hang, flood and fail, in the peer they take"
    return [
        Figure("webhook-lag", middle([middle(one) for one in quiet]), "ms", None, None, how),
        Figure("webhook-hostile", p95[0], "ms", p95[1], Goal("ratio", "<=", 1.1), hostile),
    ]


def _platform(slug: str) -> int:
    from ombud.accounts.models import Platform

    return int(Platform.objects.create(slug=slug, name=slug, pack="wechat").pk)


def _endpoint(platform: int, receiver: Receiver) -> str:
    from ombud.webhooks.endpoints import make

    made, _secret = make(platform, f"http://{receiver.address}/hook", ["order"], "", "bench", datetime.now(UTC))
    return made.id


def _tell(platform: int, id: str, now: datetime) -> None:
    from ombud.core.people import System
    from ombud.desk.handle import Act, handle

    facts: dict[str, Any] = {"number": id, "shop": "s", "consumer": "c", "currency": "CNY", "paid": 100}
    facts["purchased_at"] = now.isoformat()
    facts["lines"] = [{"id": "1", "title": "x", "unit_price": 100}]
    handle(Act(platform, "order.tell", id, System(id="bench"), {"facts": facts, "source": "bench"}))
