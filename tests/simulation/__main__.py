"""`python -m tests.simulation --lives N --json`: lives a second and what broke; exit status 1 where something did."""

import argparse
import json
import sys
from typing import Any

from tests.simulation.reached import missing
from tests.simulation.run import KINDS, Kind, Seen, many, shares


def main() -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument(
        "--lives", type=int, default=20_000, help="at least so many lives in all (default: %(default)s)"
    )
    parser.add_argument("--of", choices=KINDS, help="only lives of this; default: of all")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=0, help="default: one a core")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args()
    wanted = {KINDS[given.of]: given.lives} if given.of else shares(given.lives)
    runs = [(kind, many(kind, lives, seed=given.seed, processes=given.processes)) for kind, lives in wanted.items()]
    if given.json:
        print(json.dumps({kind.name: _figures(seen) for kind, seen in runs}))
    else:
        for kind, seen in runs:
            _tell(kind, seen)
    broken = False
    for kind, seen in runs:
        rare = missing(kind.name, seen.coverage, seen.lives)
        for said in (*seen.breaches, *(f"too rare to mean much: {name}" for name in rare)):
            broken = True
            print(said, file=sys.stderr)
    return 1 if broken else 0


def _figures(seen: Seen) -> dict[str, Any]:
    return {
        "lives": seen.lives,
        "seconds": round(seen.seconds, 2),
        "cpu_seconds": round(seen.cpu_seconds, 2),
        "lives_per_second": round(seen.lives_per_second),
        "breaches": len(seen.breaches),
        "events": seen.events,
        "crashes": seen.crashes,
        "clashes": seen.clashes,
        "digest": seen.digest,
    }


def _tell(kind: Kind, seen: Seen) -> None:
    print(
        f"{kind.name}: {seen.lives} lives, {seen.events} events, {seen.crashes} crashes and {seen.clashes} clashes in"
        f" {seen.seconds:.1f} s ({seen.cpu_seconds:.1f} s of processor time): {seen.lives_per_second:.0f} lives a"
        f" second; digest {seen.digest[:16]}"
    )
    for name, times in sorted(seen.coverage.items(), key=lambda one: one[1])[:12]:
        print(f"  rare: {name} {times} times")


if __name__ == "__main__":
    sys.exit(main())
