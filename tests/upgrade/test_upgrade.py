"""A migration that is killed is done or undone, and the next one goes on from there to the same end."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEEP = bool(os.environ.get("OMBUD_DEEP"))


def killed(*words: str) -> dict[str, Any]:
    """One run in a process of its own, with a PostgreSQL of its own."""
    command = [sys.executable, "-m", "tests.upgrade", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout)
    print("\n", told)
    return told


@pytest.mark.requirement("EV-3")
def test_a_killed_migration_is_begun_again_and_comes_to_the_same_end() -> None:
    told = killed("--rounds", "40") if DEEP else killed("--rounds", "2", "--empty")
    assert (told["differing"], told["rounds"]) == ([], 40 if DEEP else 2)
    assert told["undone"] > 0


if DEEP:  # a run of its own

    def test_migrations_that_are_torn_are_found() -> None:
        assert killed("--rounds", "12", "--torn")["differing"] != []
