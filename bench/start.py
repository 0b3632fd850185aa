"""How long the commands take that people wait for: the demo's second start, and the quick look before each commit."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.figure import Figure, Goal
from bench.rig import free_port
from ombud.site.postgres import standing_place

ROOT = Path(__file__).resolve().parent.parent
WAIT_SECONDS_MAX = 300


def figures(*, quick: bool = False) -> list[Figure]:
    """Seconds of each. The quick form starts the demo once and leaves the check out."""
    return [_demo(starts=1)] if quick else [_demo(starts=2), _check()]


def _demo(*, starts: int) -> Figure:
    data = Path(tempfile.mkdtemp(prefix="ombud-bench-demo-"))
    data.chmod(0o755)
    try:
        took = [_until_it_answers(data) for _ in range(starts)][-1]
    finally:
        shutil.rmtree(standing_place(ROOT, data), ignore_errors=True)
        shutil.rmtree(data, ignore_errors=True)
    how = "from bin/demo to the first page that answers, world and packages there from the first start"
    return Figure("demo-start", took, "s", goal=Goal("value", "<=", 15), how=how)


def _until_it_answers(data: Path) -> float:
    """Start the demo, wait for its first page, stop it as Ctrl-C does."""
    port = free_port()
    variables = {**os.environ, "OMBUD_DATA": str(data)}
    variables.pop("DATABASE_URL", None)
    start = time.monotonic()
    demo = subprocess.Popen(["bin/demo", "--port", str(port)], cwd=ROOT, env=variables, stdout=sys.stderr)
    try:
        while time.monotonic() - start < WAIT_SECONDS_MAX and demo.poll() is None:
            try:
                with urllib.request.urlopen(f"http://localhost:{port}/sign-in", timeout=5):
                    return time.monotonic() - start
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the demo did not start; what it wrote says why")
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait(60)


def _check() -> Figure:
    subprocess.run(["bin/check"], cwd=ROOT, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    start = time.monotonic()
    done = subprocess.run(["bin/check"], cwd=ROOT, check=False, stdout=sys.stderr)
    took = time.monotonic() - start
    how = "the second of two runs" + ("" if done.returncode == 0 else "; it found something")
    return Figure("check-warm", took, "s", goal=Goal("value", "<=", 60), how=how)
