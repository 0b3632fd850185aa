"""Side effects leave the outbox once, however many rows wait and whoever dies on the way."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django.db
import psycopg
import pytest

from ombud.desk.commit import Batch, JobWrite, StreamWrite, commit
from ombud.ledger.canonical import START
from ombud.ledger.connection import connection, rows
from ombud.timers import jobs, relay, worker
from ombud.timers.jobs import Outgoing
from tests.cast import MONDAY, World, a_complaint, world

PACE = worker.Pace(heartbeat=1, stalled=30, rescue=0.2, poll=0.05)
"""On a busy machine a live worker's heart may stop for seconds, and nobody must take its jobs up then."""


@pytest.fixture
def bazaar() -> World:
    return world()


@pytest.fixture(autouse=True)
def _an_empty_queue() -> Iterator[None]:
    """What other tests left in the outbox is not handed over here, and what they handed over is not done."""
    connection().execute("UPDATE outbox SET handed_at = now() WHERE handed_at IS NULL")
    connection().execute("DELETE FROM procrastinate_jobs")
    yield
    connection().execute("DELETE FROM procrastinate_jobs")


def on_a_loop_of_its_own(work: Coroutine[Any, Any, Any]) -> Any:
    """Browser tests leave a loop running in the main thread, so this one runs in another, as the worker's does."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def do_all(known: jobs.Jobs = jobs.JOBS) -> None:
    """Do what waits in the queue, and return when nothing does."""
    on_a_loop_of_its_own(worker.do_jobs(threading.Event(), PACE, known, until_empty=True))


def waiting() -> int:
    return int(rows("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")[0][0])


def undone(made: World) -> int:
    return int(rows("SELECT count(*) FROM outbox WHERE platform = %s AND done_at IS NULL", (made.platform.pk,))[0][0])


def letters(made: World) -> int:
    return int(rows("SELECT count(*) FROM loopback WHERE platform = %s", (made.platform.pk,))[0][0])


def fill(made: World, job: str, count: int) -> None:
    """Rows in the outbox, written as the desk writes them."""
    batch = Batch()
    batch.streams.append(StreamWrite("s", 0, 1, "shop", "", None, {}, START, None))
    batch.jobs.extend(JobWrite("s", n, job, b"{}", MONDAY) for n in range(count))
    commit(connection(), made.platform.pk, batch)


@pytest.mark.requirement("MP-5")
def test_a_complaint_s_notices_reach_everybody_once_by_relay_and_worker(bazaar: World) -> None:
    a_complaint(bazaar)
    assert relay.hand_over() == 3
    assert relay.hand_over() == 0
    do_all()
    assert undone(bazaar) == 0
    assert letters(bazaar) == 4
    assert waiting() == 0


def test_of_a_backlog_of_700_never_more_than_200_wait_and_all_are_done(bazaar: World) -> None:
    done: list[tuple[int, int]] = []
    fill(bazaar, "counted", 700)
    most = 0
    while undone(bazaar):
        while relay.hand_over(["counted"]):
            most = max(most, waiting())
        do_all({"counted": lambda row: done.append((row.platform, row.id))})
    assert most == relay.WAITING_MAX
    assert len(done) == len(set(done)) == 700


def test_several_relays_at_once_hand_each_row_over_once(bazaar: World) -> None:
    fill(bazaar, "notice", 150)
    threads = [threading.Thread(target=relay.hand_over, args=(["notice"],)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = rows("SELECT args ->> 'id' FROM procrastinate_jobs")
    assert len(found) == len(set(found))


def test_a_job_that_nobody_here_knows_waits_in_the_outbox(bazaar: World) -> None:
    fill(bazaar, "from-a-later-version", 1)
    assert relay.hand_over() == 0
    assert undone(bazaar) == 1


def test_a_row_that_is_done_is_not_done_again(bazaar: World) -> None:
    done: list[Outgoing] = []
    fill(bazaar, "counted", 1)
    (one,) = rows("SELECT id FROM outbox WHERE platform = %s", (bazaar.platform.pk,))
    for _ in range(2):
        jobs.do(bazaar.platform.pk, one[0], {"counted": done.append})
    assert len(done) == 1


def test_what_fails_is_tried_again_later_and_stays_undone_meanwhile(bazaar: World) -> None:
    def fail(_row: Any) -> None:
        raise RuntimeError("not today")

    fill(bazaar, "failing", 1)
    relay.hand_over(["failing"])
    do_all({"failing": fail})
    ((status, later),) = rows("SELECT status::text, scheduled_at > now() FROM procrastinate_jobs")
    assert (status, later) == ("todo", True)
    assert undone(bazaar) == 1


@pytest.mark.parametrize("error", [django.db.OperationalError, psycopg.OperationalError])
def test_what_failed_because_the_database_was_away_is_tried_again_at_once(
    bazaar: World, error: type[Exception]
) -> None:
    def fail(_row: Any) -> None:
        raise error("terminating connection")

    fill(bazaar, "failing", 1)
    relay.hand_over(["failing"])
    do_all({"failing": fail})
    soon = "SELECT scheduled_at < now() + interval '3 seconds' FROM procrastinate_jobs WHERE status = 'todo'"
    assert rows(soon) == [(True,)]


@pytest.mark.parametrize("worker_row", [True, False])
def test_what_a_killed_worker_was_doing_is_taken_up_again(bazaar: World, worker_row: bool) -> None:
    a_complaint(bazaar)
    relay.hand_over()
    statement = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute') RETURNING id"
    dead = rows(statement)[0][0] if worker_row else None
    connection().execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", (dead,))

    async def rescued() -> int:
        app = jobs.make_app()
        async with app.open_async():
            return await worker.rescue(app, PACE)

    assert on_a_loop_of_its_own(rescued()) == 3
    do_all()
    assert undone(bazaar) == 0
    assert letters(bazaar) == 4
