"""`python -m tests.simulation --lives N --into FILE`: lives a second and what broke; exit status 1 where something did.

With a file it says how far it is, and a run that was broken off goes on where the file stands.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.simulation.reached import missing
from tests.simulation.run import KINDS, all_of, shares
from tests.simulation.seen import Seen

KEPT_OUT = ("coverage", "breaches")
"""What a reader of figures has no use for as it stands in the file."""


def main() -> int:
    """Run and report."""
    given = _given()
    wanted = {KINDS[given.of]: given.lives} if given.of else shares(given.lives)
    into = Path(given.into) if given.into else None
    stands = _read(into) if into else {}
    if stands:
        print(f"goes on after {sum(one.lives for one in stands.values())} lives", file=sys.stderr)

    def told(seen: Mapping[str, Seen]) -> None:
        lived = ", ".join(f"{name} {one.lives}" for name, one in seen.items())
        broken = sum(len(one.breaches) for one in seen.values())
        print(f"lived: {lived}; {broken} breaches", file=sys.stderr, flush=True)
        if into:
            _write(into, {**stands, **seen})

    seen = {
        kind.name: one
        for kind, one in all_of(wanted, seed=given.seed, processes=given.processes, stands=stands, told=told).items()
    }
    if into:
        _write(into, {**stands, **seen})
    if given.json:
        print(json.dumps({name: _figures(one) for name, one in seen.items()}))
    else:
        for name, one in seen.items():
            _tell(name, one)
    return _verdict(seen)


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument(
        "--lives", type=int, default=20_000, help="at least so many lives in all (default: %(default)s)"
    )
    parser.add_argument("--of", choices=KINDS, help="only lives of this; default: of all")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=0, help="default: one a core")
    parser.add_argument("--into", help="a file that holds how far it is, and in the end the figures")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


def _verdict(seen: Mapping[str, Seen]) -> int:
    broken = False
    for name, one in seen.items():
        rare = missing(name, one.coverage, one.lives)
        for said in (*one.breaches, *(f"too rare to mean much: {what}" for what in rare)):
            broken = True
            print(said, file=sys.stderr)
    return 1 if broken else 0


def _read(file: Path) -> dict[str, Seen]:
    if not file.exists():
        return {}
    return {name: Seen.read(one) for name, one in json.loads(file.read_text())["of"].items()}


def _write(file: Path, seen: Mapping[str, Seen]) -> None:
    """All of it or nothing: a run may be broken off at any point."""
    sums: dict[str, Any] = {
        name: sum(getattr(one, name) for one in seen.values()) for name in ("lives", "events", "crashes", "clashes")
    }
    sums["seconds"] = round(sum(one.seconds for one in seen.values()), 1)
    sums["cpu_seconds"] = round(sum(one.cpu_seconds for one in seen.values()), 1)
    sums["breaches"] = sum(len(one.breaches) for one in seen.values())
    new = file.with_suffix(".new")
    new.write_text(json.dumps({**sums, "of": {name: one.figures for name, one in seen.items()}}, indent=1) + "\n")
    new.replace(file)


def _figures(seen: Seen) -> dict[str, Any]:
    told = {name: one for name, one in seen.figures.items() if name not in KEPT_OUT}
    return {**told, "lives_per_second": round(seen.lives_per_second), "breaches": len(seen.breaches)}


def _tell(name: str, seen: Seen) -> None:
    print(
        f"{name}: {seen.lives} lives, {seen.events} events, {seen.crashes} crashes and {seen.clashes} clashes in"
        f" {seen.seconds:.1f} s ({seen.cpu_seconds:.1f} s of processor time): {seen.lives_per_second:.0f} lives a"
        f" second; digest {seen.digest[:16]}"
    )
    for what, times in sorted(seen.coverage.items(), key=lambda one: one[1])[:12]:
        print(f"  rare: {what} {times} times")


if __name__ == "__main__":
    sys.exit(main())
