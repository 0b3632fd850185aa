"""How many complaint lives a second the seeded simulation drives, on all cores."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.figure import Figure, Goal

ROOT = Path(__file__).resolve().parent.parent
LIVES = 100_000
PILOT = 500
PATIENCE_SECONDS = 200
"""Where all lives would take longer, as many are driven as fit, and the seconds are said as if it had gone on so."""


def figures(*, quick: bool = False) -> list[Figure]:
    """Seconds for a hundred thousand lives, and lives a second."""
    found = _driven(20 if quick else PILOT)
    if not quick:
        found = _driven(min(LIVES, int(found["lives_per_second"] * PATIENCE_SECONDS)))
    how = (
        f"{found['lives']:,} lives with {found['events']:,} events, {found['crashes']:,} crashes and "
        f"{found['clashes']:,} clashes; {found['breaches']} broken invariants"
    )
    took = found["seconds"] * LIVES / found["lives"]
    how += "" if found["lives"] >= LIVES or quick else "; the seconds are those of all 100,000 at this rate"
    return [
        Figure("simulation", took, "s for 100,000 lives", goal=Goal("value", "<=", 60), how=how),
        Figure("simulation-rate", found["lives_per_second"], "lives / s", how=how),
    ]


def _driven(lives: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.simulation", "--lives", str(lives), "--json"]
    told = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    found: dict[str, Any] = json.loads(told.stdout)
    return found
