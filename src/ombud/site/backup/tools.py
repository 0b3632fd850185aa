"""PostgreSQL's own programs for dumps, started as the owner without a password on any command line."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ombud.site.postgres.binaries import find_binaries
from ombud.site.postgres.problem import PostgresProblem

ROUNDABOUT = (" POLICY ", " ROW SECURITY ", " SCHEMA - public ", " COMMENT - SCHEMA public ")
"""Entries of a dump that aren't brought back: fences name roles of the old place, and migrating raises them anew."""


def owner_url() -> str:
    """Who may read and make everything: the owner where one is given."""
    return os.environ.get("OMBUD_OWNER_DATABASE_URL") or os.environ["DATABASE_URL"]


def dump(url: str, to: Path) -> None:
    """Everything in one consistent moment. The owner is fenced too, by a policy that shows it all: hence the switch."""
    _run("pg_dump", url, ["--format=custom", "--compress=5", "--enable-row-security", f"--file={to}"])


def restore(url: str, dumped: Path) -> None:
    """All or nothing, into a database that has nothing yet."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if row and row[0]:
        raise PostgresProblem("The database isn't empty; a backup is only ever restored into an empty one.")
    entries = dumped.with_name(f".{dumped.name}.{os.getpid()}.list")
    entries.write_text(_entries(dumped))
    try:
        _run("pg_restore", url, ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error",
                                 f"--use-list={entries}", str(dumped)])  # fmt: skip
    finally:
        entries.unlink()


def _entries(dumped: Path) -> str:
    listed = subprocess.run(
        [_program("pg_restore"), "--list", dumped], capture_output=True, text=True, check=True
    ).stdout
    return "".join(line for line in listed.splitlines(keepends=True) if not any(one in line for one in ROUNDABOUT))


def _run(name: str, url: str, words: Sequence[str]) -> None:
    password = conninfo_to_dict(url).get("password")
    address = make_conninfo(url, password=None)
    environment = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    command = [_program(name), f"--dbname={address}", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PostgresProblem(f"{name} failed: {done.stderr.strip().splitlines()[-1:] or done.returncode}")


def _program(name: str) -> str:
    """The one of the installation that we would run, else the system's; it must not be older than the server."""
    try:
        ours = find_binaries("any", None).folder / name
        if ours.exists():
            return str(ours)
    except PostgresProblem:
        pass
    found = shutil.which(name)
    if found is None:
        raise PostgresProblem(f"{name} was not found (Debian: postgresql-client).")
    return found
