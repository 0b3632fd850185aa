"""Starts and stops our own PostgreSQL as a direct child, so that it is never left behind and never waited for."""

import os
import secrets
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ombud.site.dies_with_parent import dies_with_parent
from ombud.site.postgres.binaries import Binaries, Source, find_binaries, usable_by
from ombud.site.postgres.place import System, made_folder, socket_folder, system_user
from ombud.site.postgres.problem import PostgresProblem
from ombud.site.postgres.roles import make_roles
from ombud.site.postgres.secret import ADMIN, passwords_of, urls_of

START_SECONDS_MAX = 60
"""Recovery after a crash of a busy machine may take this long; a healthy start takes under one second."""
STOP_SECONDS_MAX = 30
PREDECESSOR_SECONDS_MAX = 3
"""A PostgreSQL whose parent was killed stops by itself well within this; one that doesn't is somebody's."""
CLEAN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


class Running:
    """A PostgreSQL that this process started: its addresses, and the ways to end it."""

    def __init__(self, folder: Path, binaries: Binaries, process: "subprocess.Popen[bytes]") -> None:
        urls = urls_of(folder)
        self.owner_url, self.app_url, self.web_url = urls.owner, urls.app, urls.web
        self.folder, self.source, self.major = folder, binaries.source, binaries.major
        self._process = process

    @property
    def pid(self) -> int:
        """The postmaster's process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the postmaster still runs."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End all connections and stop as PostgreSQL's `fast` does; nothing acknowledged is lost."""
        if self.alive:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(STOP_SECONDS_MAX)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """End it as a power cut would: the postmaster and every process of its own, at once, without a word."""
        children = _children_of(self.pid)
        self._process.kill()
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self._process.wait()


def start(folder: Path, source: Source = "any") -> Running:
    """Start the PostgreSQL of that folder, setting it up at the first call; from the main thread only.

    The main thread, since the kernel ends the child when the thread that made it ends.
    """
    system = system_user()
    made_folder(folder, mode=0o755)
    standing = _standing_major(folder)
    binaries = usable_by(find_binaries(source, standing if source == "any" else None), system, folder)
    made_folder(socket_folder(folder), mode=0o755, system=system)
    data = folder / f"data-{binaries.major}"
    if not (data / "PG_VERSION").exists():
        _make_cluster(folder, data, binaries, system)
    _let_a_predecessor_end(data)
    running = Running(folder, binaries, _launch(folder, data, binaries, system))
    try:
        _wait_until_ready(running, data)
        make_roles(folder)
    except BaseException:
        running.kill()
        raise
    return running


@contextmanager
def private_postgres(folder: Path, source: Source = "any") -> Iterator[Running]:
    """A PostgreSQL for as long as the block lasts."""
    running = start(folder, source)
    try:
        yield running
    finally:
        running.stop()


def already_running(folder: Path) -> bool:
    """Whether a live postmaster, of whomever, holds this folder."""
    major = _standing_major(folder)
    return major is not None and _holder(folder / f"data-{major}") is not None


def _standing_major(folder: Path) -> int | None:
    """The major version of the data already there; the newest where there are several."""
    found = [int(path.parent.name.removeprefix("data-")) for path in folder.glob("data-*/PG_VERSION")]
    return max(found, default=None)


def _make_cluster(folder: Path, data: Path, binaries: Binaries, system: System) -> None:
    """Run initdb in a half-made folder and rename it, so that a broken first start leaves nothing to trip over."""
    half = made_folder(folder / f"half-{secrets.token_hex(4)}", mode=0o700, system=system)
    word = half.with_name(f"{half.name}.word")
    handle = os.open(word, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(passwords_of(folder).admin)
    if system.other:
        os.chown(word, system.uid, system.gid)
    try:
        done = subprocess.run(
            [binaries.folder / "initdb", "-D", half, "-U", ADMIN, "-E", "UTF8", "--locale-provider=libc",
             "--locale=C.UTF-8", "-k", "--auth-local=scram-sha-256", "--auth-host=scram-sha-256",
             f"--pwfile={word}"],
            capture_output=True, text=True, check=False, cwd=folder, env=CLEAN, umask=0o077, **system.as_that_user(),
        )  # fmt: skip
    finally:
        word.unlink()
    if done.returncode != 0:
        raise PostgresProblem(f"PostgreSQL's data folder could not be made in {folder}:\n{done.stderr.strip()}")
    half.rename(data)


def _launch(folder: Path, data: Path, binaries: Binaries, system: System) -> "subprocess.Popen[bytes]":
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket_folder(folder)),
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        "recovery_init_sync_method": "syncfs",
        "max_connections": "100",
        "jit": "off",  # our statements are short; compiling them costs more than running them
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_min_messages": "warning",
    }
    arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "postgres.log").open("ab") as log:
        return subprocess.Popen(
            [binaries.folder / "postgres", "-D", data, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=data.parent,
            env=CLEAN,
            umask=0o077,
            start_new_session=True,
            preexec_fn=dies_with_parent(signal.SIGINT),
            **system.as_that_user(),
        )


def _let_a_predecessor_end(data: Path) -> None:
    until = time.monotonic() + PREDECESSOR_SECONDS_MAX
    while _holder(data) is not None and time.monotonic() < until:
        time.sleep(0.02)


def _wait_until_ready(running: Running, data: Path) -> None:
    """Watch the postmaster's own status line, which needs no password and no connection."""
    until = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < until:
        if not running.alive:
            raise PostgresProblem(_why_it_ended(running.folder, data))
        lines = _status_lines(data)
        if len(lines) >= 8 and lines[0] == str(running.pid) and lines[7].strip() == "ready":
            return
        time.sleep(0.01)
    raise PostgresProblem(f"PostgreSQL did not get ready in {START_SECONDS_MAX} s; see {running.folder}/postgres.log")


def _why_it_ended(folder: Path, data: Path) -> str:
    holder = _holder(data)
    if holder is not None:
        return f"PostgreSQL already runs on {data} (process {holder}). Stop the other one first."
    last = (folder / "postgres.log").read_text(errors="replace").splitlines()[-5:]
    return "PostgreSQL did not start:\n" + "\n".join(last)


def _status_lines(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _holder(data: Path) -> int | None:
    """The live process named in the folder's pid file."""
    lines = _status_lines(data)
    if not lines or not lines[0].isdigit():
        return None
    try:
        name = Path(f"/proc/{lines[0]}/comm").read_text().strip()
    except OSError:
        return None
    return int(lines[0]) if name == "postgres" else None


def _children_of(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
