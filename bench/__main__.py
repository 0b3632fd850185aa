"""`python -m bench [--json] [--quick] [names]`: measures, prints, and writes docs/benchmarks.md."""

import argparse
import importlib
import sys
from datetime import UTC, datetime

from msgspec.structs import replace

from bench import document, machine
from bench.figure import Figure, load, rounded

PARTS = (
    "core", "desk", "log", "import", "api", "penalties", "orders", "pages", "scale", "first_load", "surge", "lab",
    "simulation", "start", "transparency", "vault", "webhooks",
)  # fmt: skip
"""Modules of this package that have `figures`, in the order in which they are measured."""


def main() -> int:
    """Measure all parts or those named; 1 where one could not be measured, not where a goal is missed."""
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measures how fast Ombud is.")
    parser.add_argument("names", nargs="*", metavar="name", help=f"some of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--json", action="store_true", help="print one object a figure instead of a table")
    parser.add_argument("--quick", action="store_true", help="a short form whose figures mean little; writes nothing")
    given = parser.parse_args()
    names = [name.replace("-", "_") for name in given.names] or list(PARTS)
    if unknown := set(names) - set(PARTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    broken = []
    about = {} if given.quick else machine.facts()
    for name in names:
        try:
            figures = measured(name, quick=given.quick)
        except Exception as error:  # noqa: BLE001 - the other parts can be measured all the same
            print(f"bench: {name} could not be measured: {error}", file=sys.stderr)
            broken.append(name)
            continue
        for figure in figures:
            print(figure.line().decode() if given.json else _said(figure), flush=True)
        if not given.quick:  # at once, so that a run that is broken off leaves what it has measured
            document.write(about, figures)
    return 1 if broken else 0


def measured(name: str, *, quick: bool) -> list[Figure]:
    """The figures of one part, each with the date and the machine's load before it."""
    busy, date = load(), datetime.now(UTC).date().isoformat()
    print(f"bench: {name} ...", file=sys.stderr, flush=True)
    figures: list[Figure] = importlib.import_module(f"bench.{name}").figures(quick=quick)
    return [replace(one, measured=date, load=busy) for one in figures]


def _said(one: Figure) -> str:
    peer = f", peer {rounded(one.peer):,g}" if one.peer is not None else ""
    ratio = f", ratio {one.ratio:.2f}" if one.ratio is not None else ""
    goal = f"  [{one.goal}: {'met' if one.met else 'MISSED'}]" if one.goal else ""
    return f"{one.name:18} {rounded(one.value):>12,g} {one.unit}{peer}{ratio}{goal}"


if __name__ == "__main__":
    sys.exit(main())
