"""Two machines' worth behind one address: two sites and two workers, each pair with nothing in common but the database.

Each has a data folder of its own, as on two machines; what must be the same comes from the environment.
"""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import Any

from ombud.site import serving
from tests.kill.load import Client
from tests.kill.place import Place, children_of
from tests.kill.rounds import make_world
from tests.kill.verdict import Verdict, drain, verdict

MACHINES = 2
CLIENTS = 4
BETWEEN = 12
"""Calls acknowledged before, between and after the kills."""
RECOVER_SECONDS_MAX = 60


class Several(Place):
    """The place, with two of everything but PostgreSQL. `port` is the balancer's, which all clients use."""

    def __init__(self) -> None:
        self.ports = [_listening().getsockname()[1] for _ in range(MACHINES)]
        self.keys = {"OMBUD_SECRET_KEY": secrets.token_urlsafe(50), "OMBUD_SEAL_KEYS": secrets.token_urlsafe(32)}
        super().__init__()
        self.sites: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Both sites, both workers, and the balancer before the sites."""
        self.sites = [self.start_one("site", n) for n in range(MACHINES)]
        self.workers = [self.start_one("worker", n) for n in range(MACHINES)]
        front = _listening(self.port)
        threading.Thread(target=_balance, args=(front, self.ports), daemon=True).start()
        self.wait_until_served()
        for port in self.ports:
            _until_listening(port)

    def start_one(self, what: str, n: int) -> "subprocess.Popen[bytes]":
        """One of them, on the machine of that number."""
        if what == "worker":
            return self._start([sys.executable, "-m", "ombud.site.cli", "worker"], "worker.log", **self.of_machine(n))
        more = {**self.of_machine(n), "DATABASE_URL": self.environment["OMBUD_WEB_DATABASE_URL"]}
        return self._start(serving.site_command(self.ports[n], workers=1), "site.log", **more)

    def of_machine(self, n: int) -> dict[str, str]:
        """What is the same for both, and a data folder that isn't."""
        return {**self.keys, "OMBUD_DATA": str(self.folder / f"data-{n}")}

    def kill_one(self, what: str, n: int) -> None:
        """End one without a word, with its processes, and start it again as a supervisor would."""
        group = self.sites if what == "site" else self.workers
        children = children_of(group[n].pid)
        group[n].kill()
        for pid in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        group[n].wait()
        group[n] = self.start_one(what, n)

    def stop(self) -> None:
        """End everything."""
        for process in (*self.sites, *self.workers):
            process.terminate()
        for process in (*self.sites, *self.workers):
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()
            process.wait()
        super().stop()


def run() -> dict[str, Any]:
    """Work on cases while one site and one worker are killed; what was found. Call it once a process."""
    place = Several()
    os.environ.update(place.environment, **place.of_machine(0))
    try:
        return _run(place)
    finally:
        place.stop()


def _run(place: Several) -> dict[str, Any]:
    place.start_postgres()
    import django

    django.setup()
    platform, token = make_world()
    place.start()
    stop, began = threading.Event(), time.monotonic()
    clients = [Client(place.port, token, f"s{n}", stop) for n in range(CLIENTS)]
    for client in clients:
        client.start()
    for what in ("site", "worker"):
        _until_acknowledged(clients)
        place.kill_one(what, 0)
    _until_acknowledged(clients)
    signed_in = _signed_in_on_one_is_signed_in_on_the_other(place)
    stop.set()
    for client in clients:
        client.join()
    seconds = round(time.monotonic() - began, 1)
    drain(platform)
    said = [one for client in clients for one in client.said]
    wrong = [one for client in clients for one in client.wrong]
    found: Verdict = verdict(platform, said, wrong, [])
    unknown = sum(client.unknown for client in clients)
    told = {"seconds": seconds, "unknown": unknown, "signed_in": signed_in, "workers": _workers_seen()}
    return {**told, "wrong": wrong[:5], "verdict": found._asdict(), "clean": found.clean}


def _until_acknowledged(clients: list[Client]) -> None:
    wanted = sum(len(client.said) for client in clients) + BETWEEN
    until = time.monotonic() + RECOVER_SECONDS_MAX
    while sum(len(client.said) for client in clients) < wanted:
        assert time.monotonic() < until, f"no work for {RECOVER_SECONDS_MAX} s"
        time.sleep(0.02)


def _signed_in_on_one_is_signed_in_on_the_other(place: Several) -> bool:
    """A session made by one site holds on the other: it lies in the database, signed with a key that both have."""
    import http.client
    from importlib import import_module

    from django.conf import settings

    from ombud.accounts.models import Person

    person = Person.objects.filter(kind="consumer", is_active=True).order_by("id").first()
    assert person is not None
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update({"_auth_user_id": str(person.pk), "_auth_user_backend": settings.AUTHENTICATION_BACKENDS[0],
                    "_auth_user_hash": person.get_session_auth_hash()})  # fmt: skip
    session.save()
    answers = set()
    for port in place.ports:
        _until_listening(port)
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        asked.request("GET", "/", headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}"})
        answer = asked.getresponse()
        answers.add((answer.status, answer.headers.get("Location")))
        answer.read()
        asked.close()
    return len(answers) == 1 and "sign-in" not in str(answers)


def _until_listening(port: int) -> None:
    """The one that was killed starts again meanwhile."""
    until = time.monotonic() + RECOVER_SECONDS_MAX
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2):
            return
        time.sleep(0.05)


def _workers_seen() -> int:
    from ombud.ledger.connection import rows

    return int(rows("SELECT count(*) FROM procrastinate_workers")[0][0])


def _listening(port: int = 0) -> socket.socket:
    return socket.create_server(("127.0.0.1", port), reuse_port=False)


def _balance(front: socket.socket, ports: list[int]) -> None:
    """Each connection to the next site in turn, or to the other where that one doesn't answer."""
    turn = 0
    while True:
        client, _address = front.accept()
        turn += 1
        order = [ports[(turn + n) % len(ports)] for n in range(len(ports))]
        for port in order:
            with contextlib.suppress(OSError):
                behind = socket.create_connection(("127.0.0.1", port), timeout=2)
                behind.settimeout(None)
                for pair in ((client, behind), (behind, client)):
                    threading.Thread(target=_pass_on, args=pair, daemon=True).start()
                break
        else:
            client.close()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := one.recv(65536):
            other.sendall(piece)
    for end in (one, other):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


if __name__ == "__main__":
    import json

    print(json.dumps(run()))
