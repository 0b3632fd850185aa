"""What the worker can do: one job, which takes a row of the outbox and does what it says, once."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import procrastinate
from django.conf import settings
from django.db import close_old_connections
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from ombud.desk import clock
from ombud.desk.erasing import carry_out, jobs
from ombud.ledger.connection import connection
from ombud.notices import case_link, deliver, door_letter, invite_link
from ombud.timers.away import AWAY

QUEUE = "outbox"
TASK = "outbox"
ROW = "SELECT id, stream, seq, job, payload FROM outbox WHERE platform = %s AND id = %s AND done_at IS NULL"
DONE = "UPDATE outbox SET done_at = now() WHERE platform = %s AND id = %s AND done_at IS NULL"
WAITS_SECONDS = (5, 60, 300, 1800, 7200, 21_600, 43_200, 86_400)
"""Quick at first, for a hiccup; then patient, for a mail server that is down over a weekend."""
AWAY_SECONDS = 2


class Outgoing(NamedTuple):
    """A row of the outbox that is to be done."""

    platform: int
    id: int
    stream: str
    seq: int
    job: str
    payload: bytes


Jobs = Mapping[str, Callable[[Outgoing], None]]
JOBS: Jobs = {
    "notice": lambda row: deliver.deliver(row.platform, row.stream, row.seq, row.payload, clock.now()),
    case_link.JOB: lambda row: case_link.send_link(row.platform, row.id, row.payload),
    door_letter.JOB: lambda row: door_letter.send_letter(row.platform, row.id, row.payload),
    jobs.JOB: lambda row: carry_out.carry_out(row.platform, row.stream, clock.now(row.platform)),
    invite_link.JOB: lambda row: invite_link.send_invitation(row.platform, row.id, row.payload),
}
"""Every side effect by its name in the outbox. Each may be done twice and has its effect once."""


class Patience(BaseRetryStrategy):
    """Tries again after growing waits; an effect that fails after all of them stays in the outbox, undone."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again, or None. That the database was away says nothing about the effect."""
        if isinstance(exception, AWAY):
            return RetryDecision(retry_in={"seconds": AWAY_SECONDS})
        if job.attempts >= len(WAITS_SECONDS):
            return None
        return RetryDecision(retry_in={"seconds": WAITS_SECONDS[job.attempts]})


def do(platform: int, id: int, known: Jobs = JOBS) -> None:
    """Do one row of the outbox, unless that was done."""
    close_old_connections()  # a worker lives long; its database may have been started anew meanwhile
    row = connection().execute(ROW, (platform, id)).fetchone()
    if row is None:
        return
    outgoing = Outgoing(platform, row[0], row[1], row[2], row[3], bytes(row[4]))
    known[outgoing.job](outgoing)
    connection().execute(DONE, (platform, id))


def make_app(known: Jobs = JOBS) -> procrastinate.App:
    """A Procrastinate app on the application's own database, with the one task."""
    connector = procrastinate.PsycopgConnector(conninfo=settings.DATABASE_URL, min_size=1, max_size=4)
    app = procrastinate.App(connector=connector)

    def job(platform: int, id: int) -> None:
        do(platform, id, known)

    app.task(name=TASK, queue=QUEUE, retry=Patience())(job)
    return app
