"""A round: the primary is lost under load, the standby takes over, the lost node comes back and is waited for."""

import os
import random
import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

from ombud.site.postgres.secret import APP, OWNER, WEB
from tests.failover.cluster import LOOP_WAIT, RETRY_TIMEOUT, TTL, Cluster, Patroni
from tests.kill import load
from tests.kill import verdict as verdicts
from tests.kill.place import Place
from tests.kill.verdict import Verdict, drain, verdict

CLIENTS = 4
GOAL_SECONDS = 30
ACKNOWLEDGED_A_ROUND = 8
RECOVER_SECONDS_MAX = 120
DRAIN_SECONDS_MAX = 900
"""Clients that write without a pause leave a worker on a busy machine thousands of notices."""
CALM_SECONDS_MAX = 3.0
"""Work goes on for up to so long before each loss, so that it falls into any part of Patroni's rounds."""


class Run(NamedTuple):
    """What a run came to."""

    rounds: int
    stopped_seconds: list[float]
    """How long no write was acknowledged, a figure a round."""
    rejoined_seconds: list[float]
    """From the lost node's new start until every write waits for both again."""
    unknown: int
    """Calls that had to be sent again."""
    seconds: float
    ttl: int
    loop_wait: int
    retry_timeout: int
    verdict: Verdict
    wrong: list[str]

    @property
    def reached(self) -> bool:
        """Nothing lost or doubled, and writing was back in time in each round."""
        return self.verdict.clean and max(self.stopped_seconds, default=GOAL_SECONDS + 1) <= GOAL_SECONDS


class OnCluster(Place):
    """The site and the worker, on a database that is somewhere else."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        super().__init__()

    def _environment(self) -> dict[str, str]:
        return {
            **super()._environment(),
            "DATABASE_URL": self._cluster.url(APP),
            "OMBUD_OWNER_DATABASE_URL": self._cluster.url(OWNER),
            "OMBUD_WEB_DATABASE_URL": self._cluster.url(WEB),
        }


def run(rounds: int, seed: int, patroni: Patroni, etcd: str, etcds: int = 1) -> Run:
    """Lose the primary so many times, and of several etcds one with it. Call it once a process: it sets Django up."""
    folder = Path(tempfile.mkdtemp(prefix="ombud-failover-"))
    folder.chmod(0o755)  # PostgreSQL and Patroni may run as another user
    cluster = Cluster(folder, patroni, etcd, etcds)
    place = OnCluster(cluster)
    os.environ.update(place.environment)
    load.ANSWER_SECONDS_MAX = RECOVER_SECONDS_MAX
    verdicts.DRAIN_SECONDS_MAX = DRAIN_SECONDS_MAX
    try:
        cluster.start()
        return _run(cluster, place, rounds, seed)
    finally:
        place.stop()
        cluster.stop()
        for one in (folder, place.folder):
            shutil.rmtree(one, ignore_errors=True)


def _run(cluster: Cluster, place: Place, rounds: int, seed: int) -> Run:
    began = time.monotonic()
    import django

    django.setup()
    from tests.kill.rounds import make_world

    platform, token = make_world()
    place.start_site()
    place.start_worker()
    place.wait_until_served()
    stop = threading.Event()
    clients = [load.Client(place.port, token, f"f{n}", stop) for n in range(CLIENTS)]
    for client in clients:
        client.start()
    chance, stopped, rejoined = random.Random(seed), [], []
    for _round in range(rounds):
        _work_for(place, clients, chance.uniform(0, CALM_SECONDS_MAX))
        lost = cluster.primary()
        assert lost is not None
        gone = chance.choice(list(cluster.etcds)) if len(cluster.etcds) > 1 else ""
        if gone:
            cluster.kill_etcd(gone)
        cluster.kill(lost)
        stopped.append(_longest_silence(cluster, place, clients))
        back = time.monotonic()
        if gone:
            cluster.start_etcd(gone)
            cluster.wait_for(lambda: all(map(cluster.etcd_answers, cluster.etcds)))
        cluster.start_node(lost)
        cluster.wait_until_synchronous()
        rejoined.append(round(time.monotonic() - back, 1))
    stop.set()
    while any(client.is_alive() for client in clients):
        place.look()
        time.sleep(0.05)
    from ombud.ledger.connection import forget

    forget()
    drain(platform)
    said: list[Any] = [one for client in clients for one in client.said]
    wrong = [one for client in clients for one in client.wrong]
    found = verdict(platform, said, wrong, [])
    if not found.clean:
        wrong += _what_waits(place)
    return Run(
        rounds, stopped, rejoined, sum(client.unknown for client in clients), round(time.monotonic() - began, 1),
        TTL, LOOP_WAIT, RETRY_TIMEOUT, found, [one[:900] for one in wrong[:9]],
    )  # fmt: skip


def _what_waits(place: Place) -> list[str]:
    """For whoever looks for the reason: the worker's queue, and what it said last."""
    from ombud.ledger.connection import rows

    jobs = rows("SELECT status::text, count(*), min(attempts), max(attempts) FROM procrastinate_jobs GROUP BY status")
    workers = rows("SELECT id, now() - last_heartbeat FROM procrastinate_workers")
    handed = rows("SELECT handed_at IS NULL, count(*) FROM outbox WHERE done_at IS NULL GROUP BY 1")
    log = (place.folder / "worker.log").read_text(errors="replace")[-800:]
    return [f"jobs {jobs}, workers {workers}, handed over {handed}", log]


def _work_for(place: Place, clients: list[load.Client], seconds: float) -> None:
    """First until calls are acknowledged, then so long."""
    wanted = _acknowledged(clients) + ACKNOWLEDGED_A_ROUND
    while _acknowledged(clients) < wanted:
        place.look()
        time.sleep(0.02)
    time.sleep(seconds)


def _longest_silence(cluster: Cluster, place: Place, clients: list[load.Client]) -> float:
    """Seconds without an acknowledged call, until there were several again. What had been committed before the loss
    may still be acknowledged just after it, so the silence needn't begin with it."""
    last = began = time.monotonic()
    count, longest = _acknowledged(clients), 0.0
    wanted = count + ACKNOWLEDGED_A_ROUND
    while count < wanted:
        now = time.monotonic()
        if now - began > RECOVER_SECONDS_MAX:
            raise AssertionError(f"writing did not come back\n{cluster.logs()}\n{place.folder}")
        if (found := _acknowledged(clients)) > count:
            longest, last, count = max(longest, now - last), now, found
        place.look()
        time.sleep(0.01)
    return round(longest, 1)


def _acknowledged(clients: list[load.Client]) -> int:
    return sum(len(client.said) for client in clients)
