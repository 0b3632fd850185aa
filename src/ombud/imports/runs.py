"""Imports that staff began on a page: the file and its mapping, how far it is, and what came of it."""

import re
import secrets
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec
from django.conf import settings

from ombud.imports.report import Report
from ombud.imports.rows import is_json
from ombud.ledger.connection import connection, rows

BYTES_MAX = 250_000_000
"""A million orders are about 150 MB; more goes by command, where nobody waits for an upload."""
ALL_BYTES_MAX = 20 * BYTES_MAX
"""What one platform's files may take up together, until they are forgotten or removed."""
PAGE = 25
KEPT_FOR = timedelta(days=30)
"""How long a file with its rejects is kept: long enough to mend them, no longer, since it names people."""
STATES = ("new", "waiting", "running", "done", "stopped", "failed")
ALL = """
SELECT platform, id, by, language, file, bytes, mapping, state, done, of, told, wants_stop, report, problem, made_at,
    asked_at, ended_at
FROM import_run WHERE platform = %s"""
ONE = f"{ALL} AND id = %s"
LISTED = f"{ALL} AND (made_at, id) < (%s, %s) ORDER BY made_at DESC, id DESC LIMIT %s"
MAPPINGS = """
SELECT DISTINCT ON (mapping) id, file, made_at FROM import_run
WHERE platform = %s AND state = 'done' ORDER BY mapping, made_at DESC LIMIT 50
"""
PUT = """
INSERT INTO import_run (platform, id, by, language, file, bytes, mapping, state, made_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, 'new', %s)
"""
MAP = "UPDATE import_run SET mapping = %s WHERE platform = %s AND id = %s AND state IN ('new', 'stopped', 'failed')"
START = """
UPDATE import_run SET state = 'waiting', asked_at = %s, wants_stop = false, done = 0, of = 0, told = 0, problem = '',
    report = '', ended_at = NULL, language = %s
WHERE platform = %s AND id = %s AND state IN ('new', 'stopped', 'failed')
"""
STOP = """
UPDATE import_run SET wants_stop = true, state = CASE state WHEN 'waiting' THEN 'stopped' ELSE state END,
    ended_at = CASE state WHEN 'waiting' THEN %s ELSE ended_at END
WHERE platform = %s AND id = %s AND state IN ('waiting', 'running')
"""
KEPT = "SELECT coalesce(sum(bytes), 0) FROM import_run WHERE platform = %s"
OLD = "SELECT platform, id FROM import_run WHERE made_at < %s AND state NOT IN ('waiting', 'running')"
DROP = "DELETE FROM import_run WHERE platform = %s AND id = %s AND state NOT IN ('waiting', 'running')"
FAR = datetime(9998, 1, 1, tzinfo=UTC)


class TooLargeError(Exception):
    """The file has more bytes than are taken here."""


class FullError(Exception):
    """The files that are kept take up all that one platform may have."""


class Run(NamedTuple):
    """One import."""

    platform: int
    id: str
    by: str
    language: str
    """Of whoever started it: reasons are written in it."""
    file: str
    size: int
    mapping: str
    state: str
    done: int
    of: int
    told: int
    wants_stop: bool
    report_json: bytes
    problem: str
    made_at: datetime
    asked_at: datetime | None
    ended_at: datetime | None

    @property
    def report(self) -> Report:
        """What was done, as far as it is."""
        return msgspec.json.decode(bytes(self.report_json), type=Report) if self.report_json else Report()

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return Path(settings.DATA) / "imports" / str(self.platform) / self.id

    @property
    def path(self) -> Path:
        """The file that was sent."""
        return self.folder / ("orders.jsonl" if is_json(self.file) else "orders.csv")

    @property
    def rejects(self) -> Path:
        """The rows that come back to be mended."""
        return self.folder / ("rejects.jsonl" if is_json(self.file) else "rejects.csv")

    @property
    def flagged(self) -> Path:
        """The orders that contradict themselves."""
        return self.folder / "flagged.csv"


def here() -> list[str]:
    """The imports of all platforms whose files are on this machine."""
    return [folder.name for folder in (Path(settings.DATA) / "imports").glob("*/*")]


def begin(platform: int, by: str, language: str, name: str, chunks: Iterable[bytes], at: datetime) -> Run:
    """Keep a file; nothing is imported yet. Raises TooLargeError, FullError."""
    if rows(KEPT, (platform,))[0][0] > ALL_BYTES_MAX:
        raise FullError
    name = re.sub(r"[\x00-\x1f\x7f/\\]", "", name)[-100:] or "orders.csv"
    id = secrets.token_hex(8)
    run = Run(platform, id, by, language, name, 0, "", "new", 0, 0, 0, False, b"", "", at, None, None)
    run.folder.mkdir(parents=True, mode=0o700)
    try:
        size = _kept(run.path, chunks)
    except BaseException:
        shutil.rmtree(run.folder, ignore_errors=True)
        raise
    connection().execute(PUT, (platform, id, by, language, name, size, "", at))
    return run._replace(size=size)


def _kept(path: Path, chunks: Iterable[bytes]) -> int:
    size = 0
    with path.open("wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > BYTES_MAX:
                raise TooLargeError
            file.write(chunk)
    return size


def of(platform: int, id: str) -> Run | None:
    """The import of this id."""
    found = rows(ONE, (platform, id)) if id.isalnum() else []
    return Run(*found[0]) if found else None


def listed(platform: int, before: tuple[datetime, str] | None = None) -> tuple[list[Run], bool]:
    """A page of them, the newest first, and whether there are more."""
    found = [Run(*row) for row in rows(LISTED, (platform, *(before or (FAR, "")), PAGE + 1))]
    return found[:PAGE], len(found) > PAGE


def mappings(platform: int) -> list[tuple[str, str, datetime]]:
    """Imports whose mapping could be used again: id, file and when."""
    return [(id, file, at) for id, file, at in rows(MAPPINGS, (platform,))]


def keep_mapping(run: Run, mapping: str) -> Run:
    """Have it be read by this mapping; the import as it is where it is under way, or done."""
    kept = connection().execute(MAP, (mapping, run.platform, run.id)).rowcount > 0
    return run._replace(mapping=mapping) if kept else run


def start(run: Run, language: str, at: datetime) -> bool:
    """Have the worker import it; whether that is so now."""
    return connection().execute(START, (at, language, run.platform, run.id)).rowcount > 0


def stop(run: Run, at: datetime) -> None:
    """Have it stop after the batch that is being written."""
    connection().execute(STOP, (at, run.platform, run.id))


def discard(run: Run) -> bool:
    """Forget it with its files; not while it runs."""
    gone = connection().execute(DROP, (run.platform, run.id)).rowcount > 0
    if gone:
        shutil.rmtree(run.folder, ignore_errors=True)
    return gone


def forget_old(at: datetime) -> int:
    """Forget those that are too old, with their files; how many."""
    found = [of(platform, id) for platform, id in rows(OLD, (at - KEPT_FOR,))]
    return sum(discard(run) for run in found if run is not None)
