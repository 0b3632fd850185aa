"""How many lives of complaints and of penalties a second the seeded simulation drives, on all cores."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.figure import Figure, Goal

ROOT = Path(__file__).resolve().parent.parent
LIVES = 100_000
PENALTIES = 20_000
PILOT = 500
PATIENCE_SECONDS = 200
"""Where all lives would take longer, as many are driven as fit, and the seconds are said as if it had gone on so."""


def figures(*, quick: bool = False) -> list[Figure]:
    """Seconds for a hundred thousand lives of complaints, and lives a second of both kinds."""
    found = _driven("complaint", 20 if quick else PILOT)
    if not quick:
        found = _driven("complaint", min(LIVES, int(found["lives_per_second"] * PATIENCE_SECONDS)))
    penalties = _driven("penalty", 20 if quick else PENALTIES)
    how = _how(found)
    took = found["seconds"] * LIVES / found["lives"]
    how += "" if found["lives"] >= LIVES or quick else "; the seconds are those of all 100,000 at this rate"
    return [
        Figure("simulation", took, "s for 100,000 lives", goal=Goal("value", "<=", 60), how=how),
        Figure("simulation-rate", found["lives_per_second"], "lives / s", how=how),
        Figure("simulation-penalties", penalties["lives_per_second"], "lives / s", how=_how(penalties)),
    ]


def _how(found: dict[str, Any]) -> str:
    return (
        f"{found['lives']:,} lives with {found['events']:,} events, {found['crashes']:,} crashes and "
        f"{found['clashes']:,} clashes; {found['breaches']} broken invariants; {found['cpu_seconds']:.0f} s of "
        "processor time"
    )


def _driven(kind: str, lives: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.simulation", "--of", kind, "--lives", str(lives), "--json"]
    told = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    found: dict[str, Any] = json.loads(told.stdout)[kind]
    return found
