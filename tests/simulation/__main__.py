"""`python -m tests.simulation --lives N --json`: lives a second and what broke; exit status 1 where something did."""

import argparse
import json
import sys

from tests.simulation.reached import missing
from tests.simulation.run import many


def main() -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument(
        "--lives", type=int, default=20_000, help="at least so many complaint lives (default: %(default)s)"
    )
    parser.add_argument("--seed", type=int, default=0, help="the first seed (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=0, help="default: one a core")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args()
    seen = many(given.lives, seed=given.seed, processes=given.processes)
    rare = missing(seen.coverage, seen.lives)
    if given.json:
        figures = {
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
        print(json.dumps(figures))
    else:
        print(
            f"{seen.lives} lives, {seen.events} events, {seen.crashes} crashes and {seen.clashes} clashes in"
            f" {seen.seconds:.1f} s: {seen.lives_per_second:.0f} lives a second; digest {seen.digest[:16]}"
        )
        for name, times in sorted(seen.coverage.items(), key=lambda one: one[1])[:12]:
            print(f"  rare: {name} {times} times")
    for breach in seen.breaches:
        print(breach, file=sys.stderr)
    for name in rare:
        print(f"too rare to mean much: {name}", file=sys.stderr)
    return 1 if seen.breaches or rare else 0


if __name__ == "__main__":
    sys.exit(main())
