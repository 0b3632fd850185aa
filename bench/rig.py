"""What the measurements stand on: a private PostgreSQL for each, migrated, gone afterwards; and served sites."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ombud.site.dies_with_parent import dies_with_parent
from ombud.site.postgres import Running, private_postgres
from ombud.site.serving import WORKERS, site_command

SECRET = "bench-" + "x" * 40


@contextmanager
def cluster() -> Iterator[Running]:
    """A private PostgreSQL, as our runner starts it, in a folder that is gone afterwards."""
    place = Path(tempfile.mkdtemp(prefix="ombud-bench-"))
    place.chmod(0o755)  # PostgreSQL may run as another user
    try:
        with private_postgres(place / "postgres") as running:
            yield running
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def database() -> Iterator[dict[str, str]]:
    """A fresh migrated database for as long as the block lasts; the environment by which others reach it."""
    with cluster() as running:
        variables = {
            "DJANGO_SETTINGS_MODULE": "ombud.site.settings",
            "DATABASE_URL": running.app_url,
            "OMBUD_OWNER_DATABASE_URL": running.owner_url,
            "OMBUD_WEB_DATABASE_URL": running.web_url,
            "OMBUD_DATA": str(running.folder.parent / "data"),
            "OMBUD_SECRET_KEY": SECRET,
            "OMBUD_LOG_LEVEL": "ERROR",
        }
        migrate = [sys.executable, "-m", "ombud.site.cli", "migrate"]
        subprocess.run(migrate, env={**os.environ, **variables}, check=True, stdout=subprocess.DEVNULL)
        yield variables


@contextmanager
def site(variables: dict[str, str]) -> Iterator[int]:
    """The site on that database as it is served for real, granian with 2 processes; its port."""
    port = free_port()
    url = f"http://localhost:{port}"
    settings = {**os.environ, **variables, "OMBUD_ORIGIN": url, "OMBUD_EVIDENCE_ORIGIN": f"http://localhost:{port + 1}"}
    settings.pop("OMBUD_OWNER_DATABASE_URL")
    settings["DATABASE_URL"] = settings["OMBUD_WEB_DATABASE_URL"]
    collect = [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, env=settings, check=True, stdout=sys.stderr)
    server = subprocess.Popen(
        site_command(port, workers=WORKERS),
        env=settings,
        stdout=sys.stderr,  # what it says of itself is no figure
        preexec_fn=dies_with_parent(signal.SIGTERM),
    )
    try:
        _wait_until_it_answers(f"{url}/alive", server)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(url: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the site did not start; what it wrote says why")
