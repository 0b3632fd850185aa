"""The real site and worker keep every deadline while their clock is set on and back."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clock.place import library
from tests.long_form import DEEP
from tests.shared_data import absent

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.requirement("EV-5")
def test_steps_of_the_clock_decide_no_deadline_twice_and_lose_nothing() -> None:
    if library() is None:
        absent("libfaketime is not installed (Debian: libfaketime)")
    steps = ["--steps", "20"] if DEEP else ["--steps", "5", "--every", "1"]
    command = [sys.executable, "-m", "tests.clock", *steps]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    told = json.loads(done.stdout)
    print("\n", told)
    assert min(told["back"], told["clock"]["answered"]) > 0, "steps back and answers were tried"
