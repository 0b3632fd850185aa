"""Carries out the imports that staff asked for, one at a time; a worker that dies leaves its import to the next."""

import time
from collections.abc import Callable
from datetime import timedelta

import msgspec
from django.utils import translation

from ombud.desk import clock
from ombud.imports.mapping import MappingError, parse_mapping
from ombud.imports.orders import import_orders
from ombud.imports.report import Report
from ombud.imports.runs import Run, here
from ombud.ledger.connection import connection

STALE = timedelta(seconds=60)
"""An import that didn't say for so long how far it is has lost its worker."""
ELSEWHERE = timedelta(minutes=10)
"""A file that isn't on this machine may be on another, whose worker will come; after so long it is told as missing."""
EVERY_SECONDS = 1.0
CLAIM = """
UPDATE import_run SET state = 'running', beat_at = %s WHERE (platform, id) IN (
    SELECT platform, id FROM import_run
    WHERE (state = 'waiting' OR (state = 'running' AND beat_at < %s)) AND (id = ANY(%s) OR asked_at < %s)
    ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING platform, id, by, language, file, bytes, mapping, state, done, of, told, wants_stop, report, problem, made_at,
    asked_at, ended_at
"""
BEAT = """
UPDATE import_run SET done = %s, of = %s, told = %s, beat_at = %s, report = %s WHERE platform = %s AND id = %s
RETURNING wants_stop
"""
END = """
UPDATE import_run SET state = %s, done = %s, report = %s, problem = %s, ended_at = %s WHERE platform = %s AND id = %s
"""
BACK = "UPDATE import_run SET state = 'waiting' WHERE platform = %s AND id = %s AND state = 'running'"


def carry_out_next(leaving: Callable[[], bool]) -> bool:
    """Carry one out, if one waits; whether one did. `leaving` says that the worker is to end: then it waits again."""
    now = clock.now()
    row = connection().execute(CLAIM, (now, now - STALE, here(), now - ELSEWHERE)).fetchone()
    if row is None:
        return False
    run = Run(*row)
    with translation.override(run.language or "en"):
        _carry_out(run, leaving)
    return True


class _Watch:
    """Says how far an import is, about once a second, and hears whether it is to stop."""

    def __init__(self, run: Run, report: Report, leaving: Callable[[], bool]) -> None:
        self._run, self._report, self._leaving = run, report, leaving
        self._said, self.wants_stop = 0.0, run.wants_stop

    def progress(self, done: int, of: int) -> None:
        """Write down how far it is."""
        now = time.monotonic()
        if now - self._said < EVERY_SECONDS and not (of and done >= of):
            return
        self._said = now
        run, report = self._run, counted(self._run, self._report)
        beat = (done, of, report.told, clock.now(), msgspec.json.encode(report), run.platform, run.id)
        row = connection().execute(BEAT, beat).fetchone()
        self.wants_stop = row is None or bool(row[0])

    def stopped(self) -> bool:
        """Whether to stop after this batch."""
        return self.wants_stop or self._leaving()


def counted(run: Run, report: Report) -> Report:
    """The report with what an earlier worker told of the same import: it is known by now."""
    known = max(0, report.known - run.told)
    return msgspec.structs.replace(report, told=report.told + run.told, known=known) if run.told else report


def _carry_out(run: Run, leaving: Callable[[], bool]) -> None:
    report, problem = Report(), ""
    watch = _Watch(run, report, leaving)
    try:
        import_orders(
            run.platform,
            [run.path],
            parse_mapping(run.mapping.encode()),
            watch.progress,
            stopped=watch.stopped,
            rejects=run.rejects,
            flagged=run.flagged,
            report=report,
        )
    except (MappingError, OSError) as error:
        problem = str(error)
    except RuntimeError as error:  # one of its processes ended
        problem = str(error)
    if report.cancelled and not watch.wants_stop:
        connection().execute(BACK, (run.platform, run.id))
        return
    state = "failed" if problem else "stopped" if report.cancelled else "done"
    told = msgspec.json.encode(counted(run, report))
    connection().execute(END, (state, report.done, told, problem[:2000], clock.now(), run.platform, run.id))
