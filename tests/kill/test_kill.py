"""Web, worker and PostgreSQL killed in turn under load: nothing acknowledged is lost, nothing happens twice."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEEP = bool(os.environ.get("OMBUD_DEEP"))
ROUNDS = 300 if DEEP else 30
SCORED = {
    "answer not stored": "answers_wrong",
    "acknowledged before the commit": "lost",
    "two transactions": "rows_differing",
    "asynchronous commit": "lost",
}
"""Planted faults, and the count that must show each."""
QUICK = ("answer not stored",)
"""What the short form plants: each takes a run of its own."""


def kill(rounds: int, *more: str) -> dict[str, Any]:
    """One run in a process of its own, with a database of its own: what it kills must be nobody else's."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.kill", "--rounds", str(rounds), *more],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr[-3000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.requirement("EV-3")
def test_nothing_acknowledged_is_lost_and_no_effect_is_doubled_by_kills() -> None:
    done = kill(ROUNDS)
    print("\n", done)
    verdict = done["verdict"]
    wanted = dict.fromkeys(verdict, 0) | {name: verdict[name] for name in ("acknowledged", "events", "notices")}
    assert (verdict, done["wrong"]) == (wanted, [])
    assert sum(done["kills"].values()) == ROUNDS
    assert verdict["acknowledged"] > 8 * ROUNDS
    assert done["unknown"] > 0


@pytest.mark.parametrize("fault", SCORED if DEEP else QUICK)
def test_a_planted_fault_shows_in_the_count_meant_for_it(fault: str) -> None:
    done = kill(12 if DEEP else 1, "--fault", fault)
    assert done["verdict"][SCORED[fault]] > 0
    assert not done["clean"]
