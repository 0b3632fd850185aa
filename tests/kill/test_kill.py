"""Web, worker and PostgreSQL killed in turn under load: nothing acknowledged is lost, nothing happens twice."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.kill.forked import added, campaign

ROOT = Path(__file__).resolve().parents[2]
DEEP = bool(os.environ.get("OMBUD_DEEP"))
ROUNDS = 300 if DEEP else 9
FORKED, OF_POSTGRES = (2000, 200) if DEEP else (45, 3)
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
    assert done.returncode in (0, 1)
    assert done.stdout, done.stderr[-3000:]
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


@pytest.mark.requirement("EV-3")
def test_nor_by_many_kills_of_what_comes_up_in_milliseconds() -> None:
    done = kill(FORKED, "--forked", "--postgres", str(OF_POSTGRES))
    print("\n", done)
    verdict = done["verdict"]
    wanted = dict.fromkeys(verdict, 0) | {name: verdict[name] for name in ("acknowledged", "events", "notices")}
    assert (verdict, done["wrong"]) == (wanted, [])
    assert sum(done["kills"].values()) == FORKED
    assert done["kills"]["postgres"] == OF_POSTGRES
    assert verdict["acknowledged"] > FORKED / 2


def test_a_campaign_goes_on_where_it_stopped_and_its_figures_add_up(tmp_path: Path) -> None:
    into = tmp_path / "campaign.json"
    verdict = {"acknowledged": 5, "lost": 0}
    leg = {"rounds": 2, "unknown": 1, "taken_up": 0, "seconds": 1.5, "slowest_recovery_seconds": 0.5, "clean": True}
    first = added({"legs": 0, "clean": True}, {**leg, "kills": {"web": 2}, "verdict": verdict, "wrong": []})
    second = added(first, {**leg, "kills": {"web": 1, "worker": 1}, "verdict": {**verdict, "lost": 1}, "wrong": ["x"],
                           "clean": False, "slowest_recovery_seconds": 0.9})  # fmt: skip
    assert (second["legs"], second["rounds"], second["seconds"]) == (2, 4, 3.0)
    assert second["kills"] == {"web": 3, "worker": 1}
    assert second["verdict"] == {"acknowledged": 10, "lost": 1}
    assert (second["clean"], second["wrong"], second["slowest_recovery_seconds"]) == (False, ["x"], 0.9)
    into.write_text(json.dumps(second))
    assert campaign(4, 0, 10, into, 1) == second  # nothing is left to do


@pytest.mark.parametrize("fault", SCORED if DEEP else QUICK)
def test_a_planted_fault_shows_in_the_count_meant_for_it(fault: str) -> None:
    done = kill(12 if DEEP else 1, "--fault", fault)
    assert done["verdict"][SCORED[fault]] > 0
    assert not done["clean"]
