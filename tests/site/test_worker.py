"""`ombud worker` as it is started for real: it works, survives kill -9 of itself, and ends when told."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ombud.ledger.connection import connection, rows
from ombud.site.dies_with_parent import dies_with_parent
from tests.cast import World, a_complaint, an_order, world

GIVE_UP_SECONDS = 120


LEFT = (
    "UPDATE outbox SET handed_at = now(), done_at = now() WHERE done_at IS NULL",
    "DELETE FROM procrastinate_jobs WHERE status = 'todo'",
    "UPDATE stream SET next_due_at = NULL WHERE next_due_at IS NOT NULL",
)
"""Thousands of letters and deadlines of other tests would come first: the worker takes the oldest before all others."""


@pytest.fixture
def bazaar(database: Any) -> World:
    for statement in LEFT:
        connection().execute(statement)
    return world()


@pytest.fixture
def start(database: Any) -> Iterator[Callable[[], "subprocess.Popen[bytes]"]]:
    """Starts workers as the demo does, and leaves none behind."""
    started: list[subprocess.Popen[bytes]] = []
    environment = {name: value for name, value in os.environ.items() if name != "OMBUD_OWNER_DATABASE_URL"}

    def begin() -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "ombud.site.cli", "worker"]
        started.append(subprocess.Popen(command, env=environment, preexec_fn=dies_with_parent(signal.SIGTERM)))
        return started[-1]

    yield begin
    for one in started:
        one.kill()
        one.wait()


def wait_until(claim: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    """Look again and again; what we wait for comes from another process."""
    for _ in range(GIVE_UP_SECONDS * 10):
        if claim():
            return
        assert process.poll() is None, f"the worker ended with {process.returncode}"
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
    waiting = rows("SELECT count(*) FILTER (WHERE handed_at IS NULL), count(*) FROM outbox WHERE done_at IS NULL")
    pytest.fail(f"it never came about; not yet handed over, and undone: {waiting[0]}", pytrace=False)


def undone(made: World) -> int:
    return int(rows("SELECT count(*) FROM outbox WHERE platform = %s AND done_at IS NULL", (made.platform.pk,))[0][0])


def passed(made: World, cases: list[str]) -> bool:
    found = rows(
        "SELECT count(*) FROM event WHERE platform = %s AND stream = ANY(%s) AND type = 'PlatformSteppedIn'",
        (made.platform.pk, cases),
    )
    return bool(found[0][0] == len(cases))


@pytest.mark.requirement("EV-4")
@pytest.mark.requirement("MP-5")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_lets_time_pass_and_sends_and_ends_cleanly(
    bazaar: World, start: Callable[[], "subprocess.Popen[bytes]"], how: signal.Signals
) -> None:
    cases = [a_complaint(bazaar, an_order(bazaar, f"o-{n}")).id for n in range(3)]
    process = start()
    wait_until(lambda: passed(bazaar, cases) and undone(bazaar) == 0, process)
    (beat,) = rows("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '10 seconds'")
    assert beat[0] >= 1
    process.send_signal(how)
    assert process.wait(30) == 0


def test_the_worker_refuses_a_database_that_may_forget(database: Any) -> None:
    address = f"{os.environ['DATABASE_URL']}&options=-csynchronous_commit%3Doff"
    command = [sys.executable, "-m", "ombud.site.cli", "worker"]
    ended = subprocess.run(
        command, env={**os.environ, "DATABASE_URL": address}, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert "may lose acknowledged writes (synchronous_commit = off)" in ended.stderr


def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    bazaar: World, start: Callable[[], "subprocess.Popen[bytes]"]
) -> None:
    cases = [a_complaint(bazaar, an_order(bazaar, f"o-{n}")).id for n in range(9)]
    first = start()
    before = undone(bazaar)
    wait_until(lambda: undone(bazaar) != before, first)
    first.kill()
    first.wait()
    second = start()
    wait_until(lambda: passed(bazaar, cases) and undone(bazaar) == 0, second)
    told = rows("SELECT id, to_kind FROM message WHERE platform = %s", (bazaar.platform.pk,))
    sent = rows("SELECT message, count(*) FROM loopback WHERE platform = %s GROUP BY 1", (bazaar.platform.pk,))
    # A consumer's message goes to the contact of the complaint, a shop's to its two members.
    assert dict(sent) == {message: 2 if to == "shop" else 1 for message, to in told}
