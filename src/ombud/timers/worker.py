"""The one process beside the web: lets time pass, hands side effects over, does them, and takes old rows away."""

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NamedTuple

import procrastinate
import psycopg

from ombud.core.struct import settle
from ombud.desk import clock
from ombud.timers import (
    cleanup,
    held,
    importing,
    loop,
    relay,
    retention,
    screening,
    sequencer,
    stamps,
    surges,
    transparency,
    webhooks,
    witnesses,
)
from ombud.timers.away import AWAY, begin_anew, leave
from ombud.timers.jobs import JOBS, QUEUE, Jobs, make_app

log = logging.getLogger(__name__)
CLEAN_EVERY_SECONDS = 6 * 3600
FAILED_KEPT_HOURS = 24 * 30
STUCK_AFTER = timedelta(minutes=5)
"""No job of ours takes longer; one that does lost its database while it was about to say that it is done."""
STUCK = """
SELECT j.id FROM procrastinate_jobs j JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'started'
WHERE j.status = 'doing' GROUP BY j.id HAVING max(e.at) < now() - %(age)s
"""


class Pace(NamedTuple):
    """How soon a killed worker's job is taken up again: about `stalled` plus `rescue` seconds."""

    heartbeat: float = 2
    stalled: float = 10
    rescue: float = 3
    poll: float = 0.5
    jobs_at_once: int = 4


Part = Callable[[threading.Event], None]
NO_MORE: Mapping[str, Part] = {}


def main(stop: threading.Event, pace: Pace = Pace(), more: Mapping[str, Part] = NO_MORE) -> int:  # noqa: B008 - immutable
    """Run all of it until told to stop; 1 if one part ended by itself, for then the others are stopped too. `more` are
    parts that need what timers don't know of."""
    parts: Mapping[str, Callable[[], None]] = {
        "time": lambda: loop.run(stop),
        "relay": lambda: relay.run(stop),
        "jobs": lambda: _do_jobs(stop, pace),
        "letters that waited": lambda: held.run(stop),
        "surges": lambda: surges.run(stop),
        "cleanup": lambda: _clean(stop),
        "imports": lambda: importing.run(stop),
        "screenings": lambda: screening.run(stop),
        "log": lambda: sequencer.run(stop),
        "transparency": lambda: transparency.run(stop),
        "witnesses": lambda: witnesses.run(stop),
        "time stamps": lambda: stamps.run(stop),
        "webhooks": lambda: webhooks.run(stop),
        **{name: partial(part, stop) for name, part in more.items()},
    }
    failed = threading.Event()
    settle()  # before there are threads

    def kept(name: str, part: Callable[[], None]) -> None:
        try:
            part()
        except Exception:
            log.exception("The worker's part '%s' failed", name)
        if not stop.is_set():
            failed.set()
            stop.set()

    threads = [threading.Thread(target=kept, args=one, name=one[0]) for one in parts.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return 1 if failed.is_set() else 0


def _clean(stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            cleanup.clean(clock.now(), stop)
            retention.purge(clock.now(), stop)
        except AWAY as error:
            begin_anew(error)  # the next round will do
        stop.wait(CLEAN_EVERY_SECONDS)
    leave()


def _do_jobs(stop: threading.Event, pace: Pace) -> None:
    """Do jobs, with a fresh worker whenever one ended because its database went away."""
    while not stop.is_set():
        try:
            asyncio.run(do_jobs(stop, pace))
        except (procrastinate.exceptions.ProcrastinateException, psycopg.Error) as error:
            begin_anew(error)
        stop.wait(1)


async def do_jobs(stop: threading.Event, pace: Pace, known: Jobs = JOBS, *, until_empty: bool = False) -> None:
    """Do jobs until told to stop, or until none is left."""
    app = make_app(known)
    async with app.open_async():
        worker = asyncio.create_task(
            app.run_worker_async(
                name="ombud",
                queues=[QUEUE],
                concurrency=pace.jobs_at_once,
                wait=not until_empty,
                install_signal_handlers=False,
                listen_notify=False,
                fetch_job_polling_interval=pace.poll,
                abort_job_polling_interval=60,
                shutdown_graceful_timeout=10,
                delete_jobs="successful",
                update_heartbeat_interval=pace.heartbeat,
                stalled_worker_timeout=pace.stalled,
            )
        )
        rescuer = asyncio.create_task(_rescue_on(app, pace))
        try:
            while not (stop.is_set() or worker.done() or rescuer.done()):
                await asyncio.wait({worker, rescuer}, timeout=0.2, return_when=asyncio.FIRST_COMPLETED)
        finally:
            rescuer.cancel()
            worker.cancel()
            results = await asyncio.gather(worker, rescuer, return_exceptions=True)
    for one in results:
        if isinstance(one, Exception):
            raise one


async def _rescue_on(app: procrastinate.App, pace: Pace) -> None:
    rounds = 0
    while True:
        await rescue(app, pace)
        if rounds % 1000 == 0:
            await app.job_manager.delete_old_jobs(nb_hours=FAILED_KEPT_HOURS, include_failed=True)
        rounds += 1
        await asyncio.sleep(pace.rescue)


async def rescue(app: procrastinate.App, pace: Pace) -> int:
    """Put back what a worker that died was doing, and what has been in the doing too long; returns how many."""
    stalled = await app.job_manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=pace.stalled)
    stuck = await app.connector.execute_query_all_async(STUCK, age=STUCK_AFTER)
    ids = {job.id for job in stalled if job.id is not None} | {int(row["id"]) for row in stuck}
    for one in ids:
        log.warning("Taking job %s up again", one)
        await app.job_manager.retry_job_by_id_async(job_id=one, retry_at=datetime.now(UTC))
    return len(ids)
