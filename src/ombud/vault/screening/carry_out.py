"""Screens what waits, one picture after the other; what a killed worker was at is taken up again at once.

Whoever screens a picture holds a lock in the database, which goes with their connection: a running screening without a
lock has lost its worker. Everything is written at the end in one transaction, so doing it twice leaves the same.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.utils import timezone

from ombud.lab.finding import Finding
from ombud.ledger.connection import connection, rows
from ombud.vault.contents import contents_of
from ombud.vault.intake import intake_of
from ombud.vault.isolation import lab
from ombud.vault.isolation.lab import Screened, Told, Unscreened
from ombud.vault.models import EvidenceFile
from ombud.vault.screening import known
from ombud.vault.screening.compare import likeness_to_goods, seen_before
from ombud.vault.screening.gallery import gallery_of
from ombud.vault.stored import Away, Damaged, Missing

_LOG = logging.getLogger(__name__)
TRIES_MAX = 3
"""A picture at which the worker died so often is given up, and says so: it must not keep the others waiting."""
LATER_STEPS = 2
"""Reading numbers, and comparing with the gallery and the shop's goods."""
WAITING = """
SELECT platform, file FROM screening WHERE state IN ('waiting', 'running') ORDER BY asked_at LIMIT 50
"""
LOCK, UNLOCK = (f"SELECT pg_{name}(%s, hashtext(%s))" for name in ("try_advisory_lock", "advisory_unlock"))
TAKE = """
UPDATE screening SET state = 'running', done = 0, of = 0, tries = tries + 1, problem = '', beat_at = %s
WHERE platform = %s AND file = %s AND state IN ('waiting', 'running') RETURNING role, shop, tries
"""
BEAT = "UPDATE screening SET done = %s, of = %s, beat_at = %s WHERE platform = %s AND file = %s"
END = """
UPDATE screening SET state = %s, problem = %s, done = %s, of = %s, likeness = %s, ended_at = %s
WHERE platform = %s AND file = %s
"""
BACK = """
UPDATE screening SET state = 'waiting', tries = tries - 1, done = 0, of = 0
WHERE platform = %s AND file = %s AND state = 'running'
"""
CLEAR = (
    "DELETE FROM screening_finding WHERE platform = %s AND file = %s",
    "DELETE FROM screening_match WHERE platform = %s AND file = %s",
)
PUT = """
INSERT INTO screening_finding (platform, file, detector, version, finding, overlay, at)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (platform, file, detector) DO UPDATE SET version = excluded.version, finding = excluded.finding,
    overlay = excluded.overlay, at = excluded.at
"""
PUT_MATCH = "INSERT INTO screening_match (platform, file, source, match) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
AGAIN = "UPDATE screening SET state = 'waiting', tries = 0, asked_at = %s WHERE platform = %s AND state = ANY(%s)"


class Job(NamedTuple):
    """One screening that is being done."""

    platform: int
    file: UUID
    role: str
    shop: str


Look = Callable[[bytes, Callable[[int, int], None]], Screened | Unscreened]
"""What looks at a picture, and says how far it is."""


Read = Callable[[bytes], Told]
"""What reads the numbers on it."""


def screen_next(
    leaving: Callable[[], bool] = lambda: False, look: Look = lab.screen, read: Read = lab.read_words
) -> bool:
    """Screen one picture, if one waits that nobody else is at; whether one was."""
    for platform, file in rows(WAITING):
        if leaving():
            return False
        if not connection().execute(LOCK, (platform, str(file))).fetchone()[0]:  # type: ignore[index]
            continue
        try:
            row = connection().execute(TAKE, (timezone.now(), platform, file)).fetchone()
            if row is None:
                continue
            _do(Job(platform, file, row[0], row[1]), row[2], look, read, leaving)
            return True
        except _LeavingError:
            connection().execute(BACK, (platform, file))
            return False
        except Away:  # that says nothing about the picture
            connection().execute(BACK, (platform, file))
            raise
        finally:
            connection().execute(UNLOCK, (platform, str(file)))
    return False


def again(platform: int, states: tuple[str, ...] = ("failed",), at: datetime | None = None) -> int:
    """Have pictures of a platform be screened anew: those that failed, or with `done` all. Returns how many."""
    return connection().execute(AGAIN, (at or timezone.now(), platform, list(states))).rowcount


class _LeavingError(Exception):
    """The worker is to end: what it was at waits again."""


def _do(job: Job, tries: int, look: Look, read: Read, leaving: Callable[[], bool]) -> None:
    if tries > TRIES_MAX:
        _fail(job, "interrupted")
        return
    try:
        file = EvidenceFile.objects.filter(platform=job.platform, id=job.file).first()
        if file is None:
            _fail(job, "missing")
            return
        data = contents_of(file).get(file.sha256)

        def progress(done: int, of: int) -> None:
            if leaving():
                raise _LeavingError
            _beat(job, done, of + LATER_STEPS)

        told = look(data, progress)
        if isinstance(told, Unscreened):
            _fail(job, told.code)
            return
        # What a shop shows of its goods has no numbers that a case would know.
        _keep(job, file, told, [] if job.role == "goods" else [read(data)])
    except (Missing, Damaged) as error:
        _fail(job, type(error).__name__.lower())
    except (ValueError, LookupError, ArithmeticError, TypeError):  # ours, on a picture that nobody thought of
        _LOG.exception("Screening file %s of platform %s went wrong", job.file, job.platform)
        _fail(job, "interrupted")


def _beat(job: Job, done: int, of: int) -> None:
    connection().execute(BEAT, (done, of, timezone.now(), job.platform, job.file))


def _fail(job: Job, problem: str) -> None:
    """What an earlier screening found stays, and the file is as visible as it was."""
    if problem != "not-installed":  # that is no fault, and the page says it
        _LOG.warning("File %s of platform %s couldn't be screened: %s", job.file, job.platform, problem)
    row = (problem, 0, 0, b"", timezone.now(), job.platform, job.file)
    connection().execute(END, ("failed", *row))


def _keep(job: Job, file: EvidenceFile, told: Screened, words: list[Told]) -> None:
    """Compare with what is known, write everything down, and only then be known to those who come later."""
    steps = len(told.findings) + 2
    _beat(job, steps + 1, steps + LATER_STEPS)
    gallery_of(job.platform)  # on a new machine that may take long, and nobody should wait for it
    findings = [*told.findings, *words]
    if job.role != "goods" and (like := likeness_to_goods(job.platform, job.shop, told.goods)):
        findings.append(Told(finding=like))
    intake = intake_of(file)
    overlays = {one.finding.detector: intake.put(one.overlay) for one in findings if one.overlay}
    now = timezone.now()
    with connection().transaction():
        known.hold(job.platform)  # of two pictures at once, on whatever machines, the later finds the earlier
        gallery = gallery_of(job.platform)
        gallery.remove(str(job.file))  # a screening made anew must not find itself
        findings.append(Told(finding=seen_before(gallery, told.description)))
        for clear in CLEAR:
            connection().execute(clear, (job.platform, job.file))
        for one in findings:
            _put(job, one.finding, overlays.get(one.finding.detector, ""), now)
        kept = told.goods if job.role == "goods" else b""
        ended = ("done", "", steps + LATER_STEPS, steps + LATER_STEPS, kept, now, job.platform, job.file)
        connection().execute(END, ended)
        intake.write_down(connection().cursor(), now)
        if told.description:
            known.put(job.platform, job.file, told.description)


def _put(job: Job, finding: Finding, overlay: str, at: datetime) -> None:
    body = msgspec.json.encode(finding)
    row = (job.platform, job.file, finding.detector, finding.version, body, overlay, at)
    connection().execute(PUT, row)
    # What is only alike is told here, and not on the other picture.
    for match in finding.matches if finding.strength in ("clear", "strong") else ():
        connection().execute(PUT_MATCH, (job.platform, job.file, match.source, msgspec.json.encode(match)))
