"""Kills by the thousand: web processes and workers forked from one that has all loaded, and PostgreSQL as it is.

A campaign is run in legs, each in a place of its own with a verdict of its own; a file keeps their sum, and the next
run goes on from there.
"""

import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.kill import load
from tests.kill.load import Client
from tests.kill.place import ROOT, Place
from tests.kill.rounds import make_world
from tests.kill.verdict import drain, verdict

WEBS, WORKERS, CLIENTS = 2, 1, 6
LIVES_SECONDS_MAX = 0.12
"""A web process or a worker lives that long at most between two kills of something."""
RECOVER_SECONDS_MAX = 60
THINKING_SECONDS_MAX = 0.02
SHARES = {"web": 0.65, "worker": 0.35}
"""Of the rounds that aren't PostgreSQL's."""


class Forked(Place):
    """The place, with zygotes instead of granian and a worker that starts from nothing."""

    def __init__(self, fault: str = "") -> None:
        super().__init__(fault)
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listening.getsockname()[1]
        self.environment = self._environment()
        self.zygotes: dict[str, subprocess.Popen[str]] = {}
        self.alive: dict[str, list[int]] = {"web": [], "worker": []}

    def start(self) -> None:
        """All that is killed."""
        for what, count in (("web", WEBS), ("worker", WORKERS)):
            self.zygotes[what] = self._zygote(what)
            for _ in range(count):
                self.fork(what)

    def fork(self, what: str) -> None:
        """One more."""
        self.alive[what].append(int(self._ask(what)))

    def kill(self, what: str, chance: random.Random) -> None:
        """One of them, at once, and another in its place."""
        pid = self.alive[what].pop(chance.randrange(len(self.alive[what])))
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        self.fork(what)

    def look(self) -> None:
        """What ended by itself is started again, as a supervisor does."""
        for what, pids in self.alive.items():
            for pid in [one for one in pids if _gone(one)]:
                pids.remove(pid)
                self.taken_up += 1
                self.fork(what)

    def stop(self) -> None:
        """End everything."""
        for zygote in self.zygotes.values():
            zygote.kill()
            zygote.wait()
        for pid in [one for pids in self.alive.values() for one in pids]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.listening.close()
        super().stop()

    def _zygote(self, what: str) -> "subprocess.Popen[str]":
        environment = {**self.environment}
        del environment["OMBUD_OWNER_DATABASE_URL"]
        if what == "web":
            environment["DATABASE_URL"] = environment["OMBUD_WEB_DATABASE_URL"]
        log = (self.folder / f"{what}.log").open("ab")
        zygote = subprocess.Popen(
            [sys.executable, "-m", "tests.kill.zygote", what, str(self.listening.fileno())],
            env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
            pass_fds=[self.listening.fileno()],
        )  # fmt: skip
        self.zygotes[what] = zygote
        assert zygote.stdout is not None
        assert zygote.stdout.readline() == "ready\n", (self.folder / f"{what}.log").read_text()[-2000:]
        return zygote

    def _ask(self, what: str) -> str:
        zygote = self.zygotes[what]
        assert zygote.stdin is not None
        assert zygote.stdout is not None
        zygote.stdin.write("fork\n")
        zygote.stdin.flush()
        return zygote.stdout.readline()


def leg(rounds: int, of_postgres: int, seed: int, fault: str = "") -> dict[str, Any]:
    """Kill so often, count, and tell. Call it once a process: it sets Django up."""
    place = Forked(fault)
    os.environ.update(place.environment)
    try:
        return _leg(place, rounds, of_postgres, seed)
    finally:
        place.stop()
        shutil.rmtree(place.folder, ignore_errors=True)


def _leg(place: Forked, rounds: int, of_postgres: int, seed: int) -> dict[str, Any]:
    began, chance = time.monotonic(), random.Random(seed)
    place.start_postgres()
    import django

    django.setup()
    platform, token = make_world()
    place.start()
    stop = threading.Event()
    load.THINKING_SECONDS_MAX = THINKING_SECONDS_MAX
    clients = [Client(place.port, token, f"f{n}", stop) for n in range(CLIENTS)]
    for client in clients:
        client.start()
    victims = ["postgres"] * of_postgres
    victims += chance.choices(list(SHARES), list(SHARES.values()), k=rounds - of_postgres)
    chance.shuffle(victims)
    kills: Counter[str] = Counter()
    slowest = 0.0
    for victim in victims:
        slowest = max(slowest, _round(place, clients, chance, victim))
        kills[victim] += 1
    stop.set()
    while any(client.is_alive() for client in clients):
        place.look()
        time.sleep(0.05)
    from ombud.ledger.connection import forget

    forget()
    drain(platform)
    said = [one for client in clients for one in client.said]
    wrong = [one for client in clients for one in client.wrong]
    found = verdict(platform, said, wrong, [])
    return {
        "rounds": rounds, "kills": dict(kills), "unknown": sum(client.unknown for client in clients),
        "taken_up": place.taken_up, "slowest_recovery_seconds": round(slowest, 2),
        "seconds": round(time.monotonic() - began, 1), "verdict": found._asdict(), "wrong": wrong[:5],
        "clean": found.clean,
    }  # fmt: skip


def _round(place: Forked, clients: list[Client], chance: random.Random, victim: str) -> float:
    """One kill at a moment drawn by lot, and something acknowledged after it; returns how long that took."""
    time.sleep(chance.uniform(0, LIVES_SECONDS_MAX))
    killed = time.monotonic()
    if victim == "postgres":
        assert place.postgres is not None
        place.postgres.kill()
        place.start_postgres()
    else:
        place.kill(victim, chance)
    if victim == "worker":
        return 0.0  # nobody waits for it
    before = sum(len(client.said) for client in clients)
    while sum(len(client.said) for client in clients) == before:
        if time.monotonic() - killed > RECOVER_SECONDS_MAX:
            logs = "\n".join((place.folder / f"{what}.log").read_text()[-1500:] for what in place.alive)
            raise AssertionError(f"no work {RECOVER_SECONDS_MAX} s after {victim} was killed\n{logs}")
        place.look()
        time.sleep(0.005)
    return time.monotonic() - killed


def _gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def campaign(rounds: int, of_postgres: int, each: int, into: Path, minutes: float) -> dict[str, Any]:
    """Legs, each in a process of its own, until so many rounds stand in the file, or the time is over."""
    began = time.monotonic()
    total: dict[str, Any] = json.loads(into.read_text()) if into.exists() else {"legs": 0, "rounds": 0, "clean": True}
    while total["rounds"] < rounds and time.monotonic() - began < minutes * 60:
        here = min(each, rounds - total["rounds"])
        share = round(of_postgres * here / rounds)
        command = [sys.executable, "-m", "tests.kill", "--forked", "--rounds", str(here), "--postgres", str(share)]
        done = subprocess.run(
            [*command, "--seed", str(total["legs"] + 1)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode not in (0, 1) or not done.stdout:
            raise AssertionError(done.stderr[-3000:])
        total = added(total, json.loads(done.stdout))
        into.write_text(json.dumps(total, indent=2) + "\n")
        print(f"{total['rounds']} of {rounds} rounds, {'clean' if total['clean'] else 'NOT CLEAN'}", file=sys.stderr)
    return total


def added(total: dict[str, Any], leg: dict[str, Any]) -> dict[str, Any]:
    """The sum of what was and one leg more."""
    summed: dict[str, Any] = {"legs": total["legs"] + 1, "clean": total["clean"] and leg["clean"]}
    for name in ("rounds", "unknown", "taken_up", "seconds"):
        summed[name] = round(total.get(name, 0) + leg[name], 1)
    name = "slowest_recovery_seconds"
    summed[name] = max(total.get(name, 0), leg[name])
    for name in ("kills", "verdict"):
        summed[name] = dict(Counter(total.get(name, {})) + Counter(leg[name]))
    summed["wrong"] = (total.get("wrong", []) + leg["wrong"])[:20]
    return summed
