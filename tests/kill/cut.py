"""A door before PostgreSQL that breaks connections: before a statement gets through, after it, or within its answer.

What was committed and not answered is the hard case: whoever asked doesn't know, and asks again under the same key.
"""

import contextlib
import random
import socket
import tempfile
import threading
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from psycopg.conninfo import conninfo_to_dict

SOCKET = ".s.PGSQL.5432"
CHUNK = 65536
WAYS = ("before", "after", "within")
"""The statement never arrives; it arrives and its answer doesn't; half of its answer does."""


class Cutting:
    """Listens where libpq looks for a socket, and passes bytes on until it is told to cut."""

    def __init__(self, address: str, seed: int) -> None:
        parts = conninfo_to_dict(address)
        self._server = f"{parts['host']}/{SOCKET}"
        self._folder = tempfile.TemporaryDirectory(prefix="ombud-cut-")
        self.address = (
            f"postgresql://{parts['user']}:{parts['password']}@/{parts['dbname']}?host={quote(self._folder.name)}"
        )
        self.cuts: Counter[str] = Counter()
        self._chance = random.Random(seed)
        self._next: tuple[int, str] | None = None
        self._lock = threading.Lock()
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(Path(self._folder.name) / SOCKET))
        self._listening.listen(16)
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_soon(self, within: int) -> None:
        """Break a connection at one of its next so many statements, in a way drawn by lot."""
        with self._lock:
            self._next = (self._chance.randrange(within), self._chance.choice(WAYS))

    def leave_alone(self) -> None:
        """Cut nothing any more."""
        with self._lock:
            self._next = None

    def close(self) -> None:
        """Let nobody in any more."""
        self._listening.close()
        self._folder.cleanup()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                pair = _Pair(client, server)
                threading.Thread(target=self._statements, args=(pair,), daemon=True).start()
                threading.Thread(target=self._answers, args=(pair,), daemon=True).start()

    def _way(self) -> str:
        """How this statement's connection is to break, empty for not at all."""
        with self._lock:
            if self._next is None:
                return ""
            left, way = self._next
            self._next = (left - 1, way) if left else None
            if left:
                return ""
            self.cuts[way] += 1
            return way

    def _statements(self, pair: "_Pair") -> None:
        with contextlib.suppress(OSError):
            while data := pair.client.recv(CHUNK):
                way = self._way()
                pair.way = way
                if way == "before":
                    break
                pair.server.sendall(data)
        pair.end()

    def _answers(self, pair: "_Pair") -> None:
        with contextlib.suppress(OSError):
            while data := pair.server.recv(CHUNK):
                if pair.way == "within":
                    pair.client.sendall(data[: len(data) // 2])
                if pair.way:
                    break
                pair.client.sendall(data)
        pair.end()


class _Pair:
    """One connection's two ends."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self.client, self.server, self.way = client, server, ""

    def end(self) -> None:
        for one in (self.client, self.server):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


class Tried(NamedTuple):
    """What a run of acts with cuts among them came to."""

    acts: int
    cuts: dict[str, int]
    effects_missing: int
    effects_doubled: int
    answers_differing: int
    """Acts whose answer under the same key was another the second time."""
    asked_again: int
    """Acts that the desk couldn't carry out by itself: whoever asked had to ask again."""


def run(acts: int, seed: int) -> Tried:
    """Carry acts out through a door that cuts; in the tests' process, with its database."""
    import psycopg
    from django.conf import settings
    from django.test import override_settings

    from ombud.desk.commit import Clash
    from ombud.desk.handle import Act, Done, handle
    from ombud.ledger.connection import forget, rows
    from tests.cast import a_complaint, an_order, world

    made = world()
    case = a_complaint(made, an_order(made, "cut")).id
    door = Cutting(settings.DATABASE_URL, seed)
    asked_again = differing = 0
    answers = {}
    forget()
    try:
        with override_settings(DATABASE_URL=door.address):
            for n in range(acts):
                act = Act(made.platform.pk, "complaint.note", case, made.rita, {"words": f"No. {n}"}, key=f"cut-{n}")
                door.cut_soon(3)
                done = None
                while not isinstance(done, Done):
                    try:
                        done = handle(act)
                    except (psycopg.OperationalError, Clash):
                        asked_again += 1
                        forget()
                answers[act.key] = done
                door.leave_alone()
                differing += handle(act) != done
    finally:
        forget()
        door.close()
    told = rows(
        "SELECT convert_from(body, 'UTF8')::jsonb ->> 'cause', count(*) FROM event"
        " WHERE platform = %s AND stream = %s GROUP BY 1",
        (made.platform.pk, case),
    )
    times = dict(told)
    return Tried(
        acts, dict(door.cuts), sum(key not in times for key in answers), sum(times.get(key, 0) > 1 for key in answers),
        differing, asked_again,
    )  # fmt: skip
