"""`bin/faults receiver`: kills workers while a receiver drops, fails and doubles; all must be told, first in order.

Workers are processes of their own, killed with SIGKILL at moments by lot; what they had claimed is sent by the next.
"""

import argparse
import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bench import rig
from tests.webhooks.receiver import Receiver

if TYPE_CHECKING:
    from ombud.webhooks.endpoints import Endpoint
    from tests.cast import World
    from tests.webhooks.telling import Keeping

WORKER = """
import threading
import django
django.setup()
from ombud.timers import sequencer, webhooks
stop = threading.Event()
threading.Thread(target=sequencer.run, args=(stop,)).start()
webhooks.run(stop)
"""
ORDERS, TOLD = 2, 4
"""New orders between two kills, and how often each is told, each time with something else in it."""
HEALED_SECONDS_MAX = 240


def main() -> int:
    """0 where everything was told, and first in the order of its thing."""
    parser = argparse.ArgumentParser(prog="bin/faults receiver", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with rig.database() as variables:
        os.environ.update(variables | {"OMBUD_DEMO": "1"})
        import django

        django.setup()
        from tests.webhooks.telling import Keeping

        keeping = Keeping(fails=0.3, seed=given.seed)
        receiver = Receiver(keeping)
        os.environ["OMBUD_WEBHOOK_INSIDE"] = receiver.address
        return campaign(keeping, receiver, given.kills, random.Random(given.seed))


def campaign(keeping: "Keeping", receiver: Receiver, kills: int, lot: random.Random) -> int:
    """Kill, heal, count."""
    from ombud.timers import sequencer
    from tests.cast import world
    from tests.webhooks import telling

    made = world()
    endpoint = telling.an_endpoint(made, receiver, at=datetime.now(UTC))
    for round_ in range(kills):
        before, worker, until = receiver.connects, _worker(), time.monotonic() + 20
        _tell(made, round_)
        while receiver.connects == before and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(lot.uniform(0, 1.0))  # it is at it now
        worker.kill()
        worker.wait()
    keeping.fails = 0.0
    sequencer.settle_all()
    told = telling.committed(made, endpoint.next_idx)
    _heal(endpoint, told, keeping)
    ids = keeping.ids
    good = set(ids) == set(told) and telling.in_order(ids, told)
    print(
        f"{kills} workers killed, {len(told)} events of {len({stream for stream, _seq in told.values()})} things, "
        f"{receiver.connects} attempts, {len(ids) - len(set(ids))} came again under their id: "
        + ("all told, first in order" if good else "NOT ALL TOLD IN ORDER"),
        flush=True,
    )
    return 0 if good else 1


def _tell(made: "World", round_: int) -> None:
    from tests.cast import an_order

    for order in range(ORDERS):
        for status in range(TOLD):
            an_order(made, f"r{round_}-{order}", status=f"status-{status}")


def _heal(endpoint: "Endpoint", told: dict[str, tuple[str, int]], keeping: "Keeping") -> None:
    """One more worker, that is left alone until all is told."""
    from ombud.webhooks import endpoints

    now = datetime.now(UTC)
    endpoints.stop(endpoint, "paused", "rita", now)
    endpoints.resume(endpoint, "rita", now)  # what waits for its next attempt need not wait
    worker, until = _worker(), time.monotonic() + HEALED_SECONDS_MAX
    while not set(told) <= set(keeping.ids) and time.monotonic() < until:
        time.sleep(0.5)
    worker.kill()
    worker.wait()


def _worker() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", WORKER], env={**os.environ, "PYTHONPATH": "src"})


if __name__ == "__main__":
    sys.exit(main())
