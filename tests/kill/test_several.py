"""Two sites and two workers on one database, one of each killed under load: it is as if there were one machine."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.requirement("EV-3")
def test_of_two_sites_and_two_workers_one_each_may_be_lost_and_nothing_acknowledged_is() -> None:
    command = [sys.executable, "-m", "tests.kill.several"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    print("\n", told)
    verdict = told["verdict"]
    wanted = dict.fromkeys(verdict, 0) | {name: verdict[name] for name in ("acknowledged", "events", "notices")}
    assert (verdict, told["wrong"]) == (wanted, [])
    assert told["unknown"] > 0
    assert told["signed_in"]
    assert told["workers"] >= 2
