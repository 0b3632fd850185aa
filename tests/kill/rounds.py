"""Load, and a kill a round: web, worker and PostgreSQL in turn, each with SIGKILL at a moment drawn by lot."""

import contextlib
import os
import random
import shutil
import signal
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from tests.kill.load import Client
from tests.kill.place import Place, children_of
from tests.kill.verdict import Verdict, drain, verdict

CLIENTS = 4
LAPSING = 60
"""Complaints whose time to answer ends during the run."""
RECOVER_SECONDS_MAX = 45
WRONG_SHOWN = 5
ACKNOWLEDGED_A_ROUND = 8
"""A round is over when, after the kill, so many calls were acknowledged again."""


class Run(NamedTuple):
    """What one run came to."""

    rounds: int
    kills: dict[str, int]
    taken_up: int
    """How often the site or the worker ended by itself after a kill and was started again."""
    unknown: int
    """Calls whose first tries had no answer."""
    slowest_recovery_seconds: float
    seconds: float
    verdict: Verdict
    wrong: list[str]


def run(rounds: int, seed: int, fault: str = "", minutes: float = 60) -> Run:
    """Kill so many times, then wait for everything to be done, and count. Call it once a process: it sets Django up.

    After so many minutes it goes no further, and tells how many rounds there were.
    """
    place = Place(fault)
    os.environ.update(place.environment)
    try:
        return _run(place, rounds, seed, minutes)
    finally:
        place.stop()
        _remove(place)


def _run(place: Place, rounds: int, seed: int, minutes: float) -> Run:
    began = time.monotonic()
    place.start_postgres()
    import django

    django.setup()
    platform, token, lapsing = _world(rounds)
    place.start_site()
    place.start_worker()
    place.wait_until_served()
    stop = threading.Event()
    clients = [Client(place.port, token, f"k{n}", stop) for n in range(CLIENTS)]
    for client in clients:
        client.start()
    kills: Counter[str] = Counter()
    chance = random.Random(seed)
    slowest = 0.0
    for n in range(rounds):
        slowest = max(slowest, _round(place, clients, chance, n, kills))
        if time.monotonic() - began > minutes * 60:
            break
    stop.set()
    while any(client.is_alive() for client in clients):
        place.look()
        time.sleep(0.05)
    _settled(platform, lapsing)
    drain(platform)
    said = [one for client in clients for one in client.said]
    wrong = [one for client in clients for one in client.wrong]
    return Run(
        sum(kills.values()),
        dict(kills),
        place.taken_up,
        sum(client.unknown for client in clients),
        round(slowest, 2),
        round(time.monotonic() - began, 1),
        verdict(platform, said, wrong, lapsing),
        [one[:300] for one in wrong[:WRONG_SHOWN]],
    )


def make_world() -> tuple[int, str]:
    """A migrated database with a platform, its people and a key."""
    from ombud.accounts.keys import KINDS, make_key
    from ombud.site.migration import migrate
    from tests.cast import world

    migrate(verbosity=0)
    made = world()
    _row, token = make_key(made.platform, "kill", KINDS)
    return int(made.platform.pk), token


def _world(rounds: int) -> tuple[int, str, list[str]]:
    """The same, with complaints that fall due while the kills go on."""
    from ombud.core.people import Consumer, System
    from ombud.desk.handle import Act, Done
    from ombud.desk.handle_many import handle_many
    from tests.cast import a_filing

    id, token = make_world()
    seed, now = System(id="seed"), datetime.now(UTC)
    line = {"id": "1", "title": "Mug", "unit_price": 16800}
    facts = {"shop": "mugs", "currency": "CNY", "paid": 16800, "lines": [line]}
    orders, filings = [], []
    for n in range(LAPSING):
        consumer, order = f"late-{n}", f"due-{n}"
        told = {"facts": {**facts, "number": order, "consumer": consumer}, "source": "seed"}
        orders.append(Act(id, "order.tell", order, seed, told))
        due_at = now + timedelta(seconds=5 + rounds * 2 * n / LAPSING)
        filing = a_filing(order)
        filings.append(Act(id, "complaint.file", "", Consumer(id=consumer), filing, at=due_at - timedelta(hours=48)))
    assert all(isinstance(one, Done) for one in handle_many(orders))
    filed = handle_many(filings)
    return id, token, [one.id for one in filed if isinstance(one, Done)]


def _round(place: Place, clients: list[Client], chance: random.Random, n: int, kills: Counter[str]) -> float:
    """One kill, and work going on again; returns how long that took."""
    time.sleep(chance.uniform(0.05, 0.7))
    victim = ("web", "postgres", "worker")[n % 3]
    killed = time.monotonic()
    KILLS[victim](place, chance, kills)
    before = sum(len(client.said) for client in clients)
    while sum(len(client.said) for client in clients) < before + ACKNOWLEDGED_A_ROUND:
        if time.monotonic() - killed > RECOVER_SECONDS_MAX:
            logs = [(place.folder / log).read_text()[-1500:] for log in ("site.log", "worker.log")]
            raise AssertionError(
                f"round {n}: no work {RECOVER_SECONDS_MAX} s after {victim} was killed\n" + "\n".join(logs)
            )
        place.look()
        time.sleep(0.02)
    return time.monotonic() - killed


def _kill_web(place: Place, chance: random.Random, kills: Counter[str]) -> None:
    """All of the site; or one of its processes, which granian starts again."""
    assert place.site is not None
    processes = children_of(place.site.pid)
    if processes and chance.random() < 0.3:
        kills["one web process"] += 1
        _kill(chance.choice(processes))
        return
    kills["the whole site"] += 1
    place.site.kill()
    place.site.wait()
    for one in processes:
        _kill(one)
    place.start_site()


def _kill_worker(place: Place, _chance: random.Random, kills: Counter[str]) -> None:
    assert place.worker is not None
    kills["the worker"] += 1
    place.worker.kill()
    place.worker.wait()
    place.start_worker()


def _kill_postgres(place: Place, chance: random.Random, kills: Counter[str]) -> None:
    """All of it at once; or one of its processes, after which it restarts by itself."""
    assert place.postgres is not None
    processes = children_of(place.postgres.pid)
    if processes and chance.random() < 0.3:
        kills["one PostgreSQL process"] += 1
        _kill(chance.choice(processes))
        return
    kills["the whole of PostgreSQL"] += 1
    place.postgres.kill()
    place.start_postgres()


KILLS = {"web": _kill_web, "worker": _kill_worker, "postgres": _kill_postgres}


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _settled(platform: int, lapsing: list[str]) -> None:
    """Wait until the last of the deadlines has passed, and the timers had a moment for it."""
    from ombud.ledger.connection import forget, rows

    forget()  # our own connection died with PostgreSQL
    until = time.monotonic() + 60
    left = "SELECT count(*) FROM complaint_row WHERE platform = %s AND id = ANY(%s) AND stage = 'negotiating'"
    while time.monotonic() < until and rows(left, (platform, lapsing))[0][0]:
        time.sleep(0.3)


def _remove(place: Place) -> None:
    shutil.rmtree(place.folder, ignore_errors=True)
