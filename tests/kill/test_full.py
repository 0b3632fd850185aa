"""A disk that fills up takes nothing with it that was acknowledged, and all goes on once there is room."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared_data import absent

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.requirement("EV-3")
def test_a_full_disk_loses_nothing_and_writing_goes_on_once_there_is_room() -> None:
    if os.geteuid() != 0:
        absent("root, who alone can put a disk of its own in place")
    own = {name: value for name, value in os.environ.items() if not name.startswith(("OMBUD_", "DATABASE_"))}
    command = [sys.executable, "-m", "tests.kill.full", "--rounds", "1"]
    done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["clean"]
    assert (told["lost"], told["doubled"], told["files_lost"]) == (0, 0, 0)
    assert (told["refused"] > 0, told["files_refused"] > 0) == (True, True), "it was full, and said so"
