"""`python -m tests.clock --steps N`: the real site and worker under a clock that is set on and back by hours.

Both run with Debian's libfaketime between them and the machine's clock; PostgreSQL keeps the true one. Exit status 1
where a rule didn't hold, 3 where libfaketime isn't installed.
"""

import argparse
import json
import os
import random
import sys
import threading
import time
from typing import Any

from tests.clock.acts import Acting
from tests.clock.counts import counted
from tests.clock.place import ClockPlace, library
from tests.kill.rounds import make_world
from tests.kill.verdict import drain, verdict

HOURS = (-26, -3, -1, 0, 0, 1, 3, 24, 47, 49, 49, 73)
"""Before, around and after the two days that a shop has for its answer."""
CLIENTS = 3
SECONDS = 2.5
"""Between two steps, where nothing else is said."""


def main() -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(prog="python -m tests.clock", description=__doc__)
    parser.add_argument("--steps", type=int, default=60, help="how often the clock is set (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--every", type=float, default=SECONDS, help="seconds between two (default: %(default)s)")
    given = parser.parse_args()
    if library() is None:
        print("libfaketime isn't installed: apt-get install libfaketime", file=sys.stderr)
        return 3
    place = ClockPlace()
    os.environ.update(place.environment)
    try:
        found = _run(place, given.steps, given.every, random.Random(given.seed))
    finally:
        place.stop()
    print(json.dumps(found))
    return 0 if found["clean"] else 1


def _run(place: ClockPlace, steps: int, every: float, chance: random.Random) -> dict[str, Any]:
    place.start_postgres()
    import django

    django.setup()
    platform, token = make_world()
    place.start_site()
    place.start_worker()
    place.wait_until_served()
    stop = threading.Event()
    clients = [Acting(place.port, token, f"t{n}", stop) for n in range(CLIENTS)]
    for client in clients:
        client.start()
    back = was = 0
    for _ in range(steps):
        time.sleep(every)
        hours = chance.choice(HOURS)
        back += hours < was
        place.set_clock(was := hours)
    time.sleep(every)
    place.set_clock(80)  # what is still due falls due
    time.sleep(2 * every)
    stop.set()
    for client in clients:
        client.join()
    place.set_clock(0)
    drain(platform)
    said = [one for client in clients for one in client.said]
    wrong = [one for client in clients for one in client.wrong]
    clock = counted(platform)
    rest = verdict(platform, said, wrong, [])
    return {
        "steps": steps, "back": back, "unknown": sum(one.unknown for one in clients),
        "refused": sum(one.status >= 400 for one in said), "wrong": wrong[:5],
        "clock": clock._asdict(), "verdict": rest._asdict(), "clean": rest.clean and clock.clean,
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
