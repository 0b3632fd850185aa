"""Hands side effects from the outbox, which is the truth, to the worker's queue, a batch at a time and never too many.

Taking a row and putting its job into the queue is one statement: a process that dies hands over all of a batch or none.
"""

import threading
from collections.abc import Collection

from ombud.ledger.connection import connection
from ombud.timers.away import until_stopped
from ombud.timers.jobs import JOBS, QUEUE, TASK

BATCH = 100
WAITING_MAX = 200
"""With some thousand fresh jobs, fetching one takes a second until the table is analysed; with 200 it never does."""
PAUSE_SECONDS = 0.25
WAITING = """
SELECT count(*) FROM (SELECT 1 FROM procrastinate_jobs
    WHERE status = 'todo' AND queue_name = %s AND (scheduled_at IS NULL OR scheduled_at <= now()) LIMIT %s) AS found
"""
HAND_OVER = """
WITH taken AS (
    SELECT platform, id FROM outbox WHERE handed_at IS NULL AND job = ANY(%(jobs)s)
    ORDER BY id LIMIT %(limit)s FOR UPDATE SKIP LOCKED),
handed AS (
    UPDATE outbox o SET handed_at = now() FROM taken t WHERE o.platform = t.platform AND o.id = t.id
    RETURNING o.platform, o.id)
SELECT cardinality(procrastinate_defer_jobs_v1(array_agg(
    ROW(%(queue)s, %(task)s, 0, NULL, NULL, jsonb_build_object('platform', platform, 'id', id), NULL)
        ::procrastinate_job_to_defer_v1 ORDER BY id)))
FROM handed HAVING count(*) > 0
"""


def run(stop: threading.Event) -> None:
    """Hand over until told to stop; a database that went away is waited for."""
    until_stopped(stop, lambda: 0.0 if hand_over() == BATCH else PAUSE_SECONDS)


def hand_over(jobs: Collection[str] = tuple(JOBS)) -> int:
    """Hand one batch over, unless enough wait already; returns how many. Jobs that nobody here knows stay there."""
    row = connection().execute(WAITING, (QUEUE, WAITING_MAX)).fetchone()
    if row is None or row[0] >= WAITING_MAX:
        return 0
    given = {"jobs": list(jobs), "limit": min(BATCH, WAITING_MAX - row[0]), "queue": QUEUE, "task": TASK}
    row = connection().execute(HAND_OVER, given).fetchone()
    return int(row[0]) if row else 0
