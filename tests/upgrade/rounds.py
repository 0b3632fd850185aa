"""An earlier version's database is brought to today's shape and killed on the way: each restart ends well.

The earlier version's own code, taken from the history, makes the database and works in it. What comes out of a killed
and repeated migration is compared, table by table, with what comes out of one that nobody disturbed.
"""

import contextlib
import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import traceback
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg import sql

from ombud.site import postgres
from ombud.site.postgres.secret import ADMIN, DATABASE, OWNER, passwords_of, url

ROOT = Path(__file__).resolve().parents[2]
BEFORE = "fcf5301"
"""A commit whose shape of the database is several migrations behind."""
OLD, ROUND, CALM = "upgrade_old", "upgrade_round", "upgrade_calm"
LATEST = 1.1
"""Kills fall anywhere between the beginning and a little after the end of an undisturbed migration."""
POSTGRES_TOO = 0.25
"""Rounds in which PostgreSQL dies instead, all of it at once."""
WORK = """
import django
django.setup()
from ombud.site.migration import migrate
migrate(verbosity=0)
from tests.cast import a_complaint, an_order, world
for n in range(%d):
    made = made if n %% 10 else world()  # nobody files more in a day
    case = a_complaint(made, an_order(made, f"u-{n}")).id
    made.do("complaint.answer", case, made.boris, stance="refuses", words=f"No, {n}.")
    made.do("complaint.message", case, made.ana, words=f"But look at it, {n}.")
    if n %% 3 == 0:
        made.do("complaint.withdraw", case, made.ana)
"""
CASES = 150
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"
BUSY = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
COLUMNS = """
SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attname
"""
OWN = {
    ("django_migrations", "applied"), ("django_migrations", "id"), ("auth_permission", "id"),
    ("django_content_type", "id"), ("auth_permission", "content_type_id"), ("to_log", "since"), ("to_log", "id"),
    ("word_key", "key"), ("kept_words", "body"),
}  # fmt: skip
"""Instants, numbers and keys that are each run's own; that words still open is what the check of the record asks."""


class Run(NamedTuple):
    """What a run came to."""

    rounds: int
    killed: int
    """Migrations that were killed on their way; the others were done a moment before."""
    undone: int
    """Of these, how many left something to do for the restart."""
    postgres_killed: int
    differing: list[str]
    """Tables, shapes and checks that weren't as after an undisturbed migration."""
    undisturbed_seconds: float
    seconds: float
    since: str

    @property
    def clean(self) -> bool:
        """Whether every restart came to the same end."""
        return not self.differing


class Place:
    """A PostgreSQL of its own with the earlier version's database in it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ombud-upgrade-"))
        self.folder.chmod(0o755)  # PostgreSQL may run as another user
        self.postgres = postgres.start(self.folder / "postgres")
        self.admin = url(self.postgres.folder, ADMIN, passwords_of(self.postgres.folder).admin, "postgres")
        self.keys = {"OMBUD_SECRET_KEY": secrets.token_urlsafe(50), "OMBUD_SEAL_KEYS": secrets.token_urlsafe(32)}

    def environment(self, database: str) -> dict[str, str]:
        """What a process needs to work in that database."""
        urls = postgres.urls_of(self.postgres.folder)
        named = {"DATABASE_URL": urls.app, "OMBUD_OWNER_DATABASE_URL": urls.owner, "OMBUD_WEB_DATABASE_URL": urls.web}
        at = {name: address.replace(f"@/{DATABASE}?", f"@/{database}?") for name, address in named.items()}
        return {**os.environ, **at, **self.keys, "OMBUD_DATA": str(self.folder / "data"), "OMBUD_DEMO": "1",
                "OMBUD_PLAIN_STATIC": "1", "DJANGO_SETTINGS_MODULE": "ombud.site.settings"}  # fmt: skip

    def make(self, database: str, like: str = "template0") -> None:
        """A database anew, as a copy of another."""
        with psycopg.connect(self.admin, autocommit=True) as admin:
            name, of = sql.Identifier(database), sql.Identifier(like)
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            admin.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(name, sql.Identifier(OWNER), of))
            # Else a sequence of the copy gives numbers out again after a crash: it trusts what the original had logged.
            admin.execute("CHECKPOINT")

    def look(self, database: str) -> dict[str, str]:
        """Each table's shape and a digest of its rows, in no order; once nobody is at work there any more."""
        found = {}
        with psycopg.connect(self.admin, autocommit=True) as admin:  # in one transaction the answer wouldn't change
            while admin.execute(BUSY, (database,)).fetchone() != (0,):
                time.sleep(0.02)  # PostgreSQL ends the statement of whoever was killed
        with psycopg.connect(self.admin.replace("@/postgres?", f"@/{database}?")) as there:
            for (table,) in there.execute(TABLES).fetchall():
                columns = [name for (name,) in there.execute(COLUMNS, (f"public.{table}",)).fetchall()]
                compared = [sql.Identifier(name) for name in columns if (table, name) not in OWN]
                ask = sql.SQL(
                    "SELECT count(*), coalesce(sum(hashtextextended(ROW({})::text, 0)::numeric), 0) FROM {}"
                ).format(sql.SQL(", ").join(compared), sql.Identifier("public", table))
                found[table] = f"{columns} {there.execute(ask).fetchone()}"
        return found

    def stop(self) -> None:
        """End it, and leave nothing."""
        self.postgres.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Wanted(NamedTuple):
    """What to do: how many rounds, from what, and with which fault planted."""

    rounds: int
    seed: int = 1
    minutes: float = 60
    empty: bool = False
    """Begin with an empty database instead of the earlier version's."""
    torn: bool = False
    """Planted: migrations that aren't whole, as on a database without transactions for its shape."""


def run(wanted: Wanted) -> Run:
    """Kill so many migrations. Call it once a process, before Django is set up."""
    place = Place()
    try:
        return _run(place, wanted)
    finally:
        place.stop()


def _run(place: Place, asked: Wanted) -> Run:
    began = time.monotonic()
    place.make(OLD)
    since = "an empty database" if asked.empty else _work_of_before(place)
    place.make(CALM, like=OLD)
    os.environ.update(place.environment(ROUND))
    import django

    django.setup()
    calm = _migrating(place, CALM)
    undisturbed = _timed(calm)
    assert _status(calm) == 0
    wanted, chance = place.look(CALM), random.Random(asked.seed)
    done = killed = undone = postgres_killed = 0
    differing: list[str] = []
    for n in range(asked.rounds):
        if time.monotonic() - began > asked.minutes * 60:
            break
        done += 1
        place.make(ROUND, like=OLD)
        child = _forked(place, ROUND, _migrate_torn if asked.torn else _migrate)
        time.sleep(chance.uniform(0, undisturbed * LATEST))
        if chance.random() < POSTGRES_TOO:
            postgres_killed += 1
            place.postgres.kill()
            place.postgres = postgres.start(place.postgres.folder)
        else:
            _kill(child)
        killed += _status(child) != 0
        undone += place.look(ROUND) != wanted
        again = _migrating(place, ROUND)
        if _status(again) != 0:
            differing.append(f"round {n}: the restart failed: {(place.folder / 'child.log').read_text()[-700:]}")
            continue
        found = place.look(ROUND)
        differing += [
            f"round {n}: {table}" for table in sorted({*wanted, *found}) if wanted.get(table) != found.get(table)
        ]
        if _status(_forked(place, ROUND, _check)) != 0:
            differing.append(f"round {n}: the check of the record")
    seconds = round(time.monotonic() - began, 1)
    return Run(done, killed, undone, postgres_killed, differing, round(undisturbed, 2), seconds, since)


def _work_of_before(place: Place) -> str:
    """Have the earlier version make its database and work in it; without the history there is only an empty one."""
    packed = subprocess.run(["git", "archive", BEFORE, "src", "tests"], cwd=ROOT, capture_output=True, check=False)
    if packed.returncode:
        return "an empty database, since the history isn't here"
    old = place.folder / "before"
    with tarfile.open(fileobj=BytesIO(packed.stdout)) as tar:
        tar.extractall(old, filter="data")
    environment = {**place.environment(OLD), "PYTHONPATH": f"{old / 'src'}:{old}"}
    words = [sys.executable, "-c", WORK % CASES]
    done = subprocess.run(words, cwd=old, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return BEFORE


def _migrating(place: Place, database: str) -> int:
    """A process that migrates, forked from this one, which has everything loaded."""
    return _forked(place, database, _migrate)


def _migrate() -> None:
    from ombud.site.migration import migrate

    migrate(verbosity=0)


def _migrate_torn() -> None:
    from django.db.migrations import Migration

    Migration.atomic = False
    _migrate()


def _check() -> None:
    """Every hash, every word, and every row that is made from them."""
    from ombud.ledger import check

    assert next(iter(check.broken()), None) is None
    assert next(iter(check.lost()), None) is None


def _forked(place: Place, database: str, what: Any) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        _at(place, database)
        what()
        status = 0
    except BaseException:  # noqa: BLE001 - told, and shown by the status
        traceback.print_exc()
    finally:
        os._exit(status)  # nothing of the parent's is ended here


def _at(place: Place, database: str) -> None:
    """Point Django, which was set up before the fork, to that database."""
    from django.conf import settings
    from django.db import connections

    given = place.environment(database)
    settings.DATABASE_URL, settings.OWNER_DATABASE_URL = given["DATABASE_URL"], given["OMBUD_OWNER_DATABASE_URL"]
    settings.WEB_DATABASE_URL = given["OMBUD_WEB_DATABASE_URL"]
    for alias in connections:
        connections.databases[alias]["NAME"] = connections[alias].settings_dict["NAME"] = database
    os.dup2(os.open(place.folder / "child.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)


def _timed(child: int) -> float:
    began = time.monotonic()
    _statuses[child] = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return time.monotonic() - began


_statuses: dict[int, int] = {}


def _status(child: int) -> int:
    """0 where it ended well; waited for."""
    if child not in _statuses:
        _statuses[child] = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return _statuses.pop(child)


def _kill(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
