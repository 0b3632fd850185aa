"""A SeaweedFS of our own: a real S3-compatible server for the tests, on free ports, gone with them."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from ombud.site.dies_with_parent import dies_with_parent

START_SECONDS_MAX = 60
KEYS = {"access_key": "ombud", "secret_key": "a-secret-of-tests"}
PARTS = ("master.port", "volume.port", "filer.port", "s3.port")


def program() -> str | None:
    """Where the wheel put it, or the system has it."""
    beside = Path(sys.executable).with_name("weed")
    return str(beside) if beside.exists() else shutil.which("weed")


@contextmanager
def seaweed(folder: Path) -> Iterator[str]:
    """Its endpoint, for as long as the block lasts."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "s3.json"
    credentials = [{"accessKey": KEYS["access_key"], "secretKey": KEYS["secret_key"]}]
    actions = ["Admin", "Read", "Write", "List", "Tagging"]
    config.write_text(json.dumps({"identities": [{"name": "o", "credentials": credentials, "actions": actions}]}))
    ports = dict(zip([p for part in PARTS for p in (part, f"{part}.grpc")], _free_ports(2 * len(PARTS)), strict=True))
    found = program()
    assert found is not None
    command = [
        found, "-logtostderr=true", "server", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={folder}", "-filer", "-s3",
        f"-s3.config={config}", "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false",
        "-master.volumeSizeLimitMB=64",
        "-master.electionTimeout=1s", "-volume.max=16", *(f"-{name}={port}" for name, port in ports.items()),
    ]  # fmt: skip
    with (folder / "weed.log").open("wb") as log:
        server = subprocess.Popen(
            command, stdout=log, stderr=log, cwd=folder, preexec_fn=dies_with_parent(9),
            env={"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder)},
        )  # fmt: skip
    try:
        _wait(f"http://127.0.0.1:{ports['s3.port']}", server, folder / "weed.log")
        yield f"http://127.0.0.1:{ports['s3.port']}"
    finally:
        server.kill()
        server.wait()


def bucket(endpoint: str, name: str, **more: Any) -> dict[str, Any]:
    """A new bucket's address, as the setting VAULT_S3 has it; with `lock_days` it offers object lock."""
    from ombud.vault.store_s3 import Bucket, client

    given = {"name": name, "endpoint": endpoint, **KEYS, **more}
    lock = {"ObjectLockEnabledForBucket": True} if more.get("lock_days") else {}
    client(Bucket(**given)).create_bucket(Bucket=name, **lock)
    return given


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def _wait(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except urllib.error.HTTPError:
            return  # it refuses us without a key: so it is there
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("SeaweedFS did not start:\n" + log.read_text(errors="replace")[-2000:])
