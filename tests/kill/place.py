"""A place of its own for one run: folder, environment, PostgreSQL, the site's two processes and the worker."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from ombud.site import postgres, serving
from ombud.site.dies_with_parent import dies_with_parent
from ombud.site.postgres.problem import PostgresProblem

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS_MAX = 60
OLD_ONES_TRIES = 20


class Place:
    """What runs, and the ways to end it without a word. Start and stop from the main thread only."""

    def __init__(self, fault: str = "") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ombud-kill-"))
        self.folder.chmod(0o755)  # PostgreSQL may run as another user
        self.port = _free_port()
        self.fault = fault
        self.postgres: postgres.Running | None = None
        self.site: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None
        self.taken_up = 0
        """How often something ended by itself and was started again."""
        self.environment = self._environment()

    def _environment(self) -> dict[str, str]:
        urls = postgres.urls_of(self.folder / "postgres")
        keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV") if name in os.environ}
        return {
            **keep,
            "DJANGO_SETTINGS_MODULE": "ombud.site.settings",
            "DATABASE_URL": urls.app,
            "OMBUD_OWNER_DATABASE_URL": urls.owner,
            "OMBUD_WEB_DATABASE_URL": urls.web,
            "OMBUD_DATA": str(self.folder / "data"),
            "OMBUD_DEMO": "1",  # notices go to the loopback
            "OMBUD_PLAIN_STATIC": "1",
            "OMBUD_ORIGIN": f"http://localhost:{self.port}",
            "OMBUD_EVIDENCE_ORIGIN": f"http://localhost:{self.port + 1}",
            "OMBUD_KILL_FAULT": self.fault,
            "PYTHONPATH": str(ROOT),
        }

    def start_postgres(self) -> None:
        """Start it; after a kill it recovers. It waits for those of its old processes that are still ending."""
        for left in reversed(range(OLD_ONES_TRIES)):
            try:
                self.postgres = postgres.start(self.folder / "postgres")
                return
            except PostgresProblem:
                if not left:
                    raise
                time.sleep(1)

    def start_site(self) -> None:
        """Two web processes, as they are served for real; with a planted fault through the harness's own wrapper."""
        command = serving.site_command(self.port)
        if self.fault:
            command = [*command[:-1], "tests.kill.planted:application"]
        self.site = self._start(command, "site.log", DATABASE_URL=self.environment["OMBUD_WEB_DATABASE_URL"])

    def start_worker(self) -> None:
        """The worker, as it runs for real."""
        self.worker = self._start([sys.executable, "-m", "ombud.site.cli", "worker"], "worker.log")

    def _start(self, command: list[str], log: str, **more: str) -> "subprocess.Popen[bytes]":
        environment = {**self.environment, **more}
        del environment["OMBUD_OWNER_DATABASE_URL"]
        with (self.folder / log).open("ab") as to:
            return subprocess.Popen(
                command, env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=to, stderr=to,
                start_new_session=True, preexec_fn=dies_with_parent(signal.SIGKILL),
            )  # fmt: skip

    def look(self) -> None:
        """What ended by itself is started again, as `ombud serve` does; granian gives up when a process dies twice."""
        if self.site is not None and self.site.poll() is not None:
            self.taken_up += 1
            self.start_site()
        if self.worker is not None and self.worker.poll() is not None:
            self.taken_up += 1
            self.start_worker()

    def wait_until_served(self) -> None:
        """Until the site answers."""
        until = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < until:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.port}/alive", timeout=2):
                return
            time.sleep(0.05)
        raise AssertionError(f"the site did not start: {(self.folder / 'site.log').read_text()[-2000:]}")

    def stop(self) -> None:
        """End everything that was started here."""
        for process in (self.site, self.worker):
            if process is not None and process.poll() is None:
                process.terminate()
        for process in (self.site, self.worker):
            if process is not None:
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        if self.postgres is not None:
            self.postgres.stop()


def children_of(pid: int) -> list[int]:
    """The direct children of a process that we started."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
