"""`ombud serve` as the demo starts it: it comes up, mends what dies, and leaves nothing running."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from ombud.site import environment, postgres
from tests.conftest import free_port

GIVE_UP_SECONDS = 60


@pytest.fixture
def place() -> Iterator[tuple[Path, Path]]:
    """A data folder of its own, and where its PostgreSQL will be."""
    data = Path(tempfile.mkdtemp(prefix="ombud-serve-"))
    folder = postgres.standing_place(environment.CHECKOUT, data)
    yield data, folder
    shutil.rmtree(data)
    shutil.rmtree(folder, ignore_errors=True)


def serve(data: Path, port: int, *more: str) -> "subprocess.Popen[str]":
    kept = {
        k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "OMBUD_OWNER_DATABASE_URL", "OMBUD_ORIGIN"}
    }
    kept.pop("OMBUD_EVIDENCE_ORIGIN")
    return subprocess.Popen(
        [sys.executable, "-m", "ombud.site.cli", "serve", "--port", str(port), "--workers", "1", *more],
        env={**kept, "OMBUD_DATA": str(data), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_for(process: "subprocess.Popen[str]", words: str) -> None:
    said = []
    assert process.stdout is not None
    watchdog = threading.Timer(GIVE_UP_SECONDS, process.kill)  # a pipe can't be read with a limit
    watchdog.start()
    for line in process.stdout:
        said.append(line)
        if words in line:
            watchdog.cancel()
            return
    pytest.fail(f"'{words}' was never said, but:\n{''.join(said)}", pytrace=False)


def two_free_ports() -> int:
    """A free port whose next is free too: the evidence origin takes that one."""
    while True:
        port = free_port()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port + 1}/"):
                continue
        except urllib.error.URLError:
            return port


def test_serving_comes_up_mends_what_dies_and_leaves_nothing(place: tuple[Path, Path]) -> None:
    data, folder = place
    port = two_free_ports()
    served = serve(data, port)
    try:
        wait_for(served, f"Ombud is at http://localhost:{port}")
        for origin in (port, port + 1):
            assert urllib.request.urlopen(f"http://127.0.0.1:{origin}/alive").read() == b"ok\n"
        os.kill(int(next(folder.glob("data-*/postmaster.pid")).read_text().split()[0]), signal.SIGKILL)
        wait_for(served, "PostgreSQL ended; starting it again.")
        served.send_signal(signal.SIGINT)
        wait_for(served, "Stopped.")
        assert served.wait(30) == 0
        assert not postgres.already_running(folder)
        with pytest.raises(urllib.error.URLError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/alive")
    finally:
        served.kill()


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_killed_web_server_takes_its_workers_along_and_is_started_again(place: tuple[Path, Path]) -> None:
    port = two_free_ports()
    served = serve(place[0], port)
    try:
        wait_for(served, "Ombud is at")
        sites = [c for c in children_of(served.pid) if str(port).encode() in Path(f"/proc/{c}/cmdline").read_bytes()]
        workers = [worker for site in sites for worker in children_of(site)]
        assert workers
        os.kill(sites[0], signal.SIGKILL)
        wait_for(served, "the site ended with -9; starting it again.")
        assert not [worker for worker in workers if alive(worker)]
        served.send_signal(signal.SIGTERM)
        wait_for(served, "Stopped.")
        assert served.wait(30) == 0
    finally:
        served.kill()


def alive(pid: int) -> bool:
    """Whether that process runs; one that nobody has reaped yet doesn't."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def test_a_taken_port_is_named_with_the_way_out(place: tuple[Path, Path], site_url: str) -> None:
    port = int(site_url.rpartition(":")[2])
    served = serve(place[0], port)
    wait_for(served, f"Port {port} is taken. Choose another: OMBUD_PORT=")
    assert served.wait(30) == 1


def test_a_given_database_is_never_emptied(place: tuple[Path, Path]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ombud.site.cli", "serve", "--demo", "--fresh", "--port", str(two_free_ports())],
        env={**os.environ, "OMBUD_DATA": str(place[0])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "never empties a database that was given" in done.stderr
