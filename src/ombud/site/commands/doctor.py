"""`ombud doctor`: says what is missing for this installation to run for real."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack

import msgspec

from ombud.site.doctor.finding import Finding

HELP = "Say what is missing for this installation to run for real."
SIGNS = {"well": "ok     ", "weak": "weak   ", "missing": "missing"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--json` for other programs."""
    parser.add_argument("--json", action="store_true", help="one JSON object a finding")


def run(arguments: argparse.Namespace) -> int:
    """Print all findings; 1 where something is missing."""
    counts: Counter[str] = Counter()

    def shown(findings: Iterator[Finding]) -> None:
        for finding in findings:
            counts[finding.grade] += 1
            if arguments.json:
                print(msgspec.json.encode(finding).decode(), flush=True)
            else:
                _print(finding.what, SIGNS[finding.grade], finding.says, finding.way_out)

    shown(_findings())
    if not arguments.json:
        print(f"\n{counts['missing']} missing, {counts['weak']} weak, {counts['well']} well.")
    return 1 if counts["missing"] else 0


def _findings() -> Iterator[Finding]:
    """The doctor's round on the database there is; where it can't be started the rest is asked all the same."""
    import django

    from ombud.site.database import database
    from ombud.site.postgres.problem import PostgresProblem

    with ExitStack() as stack:
        try:
            stack.enter_context(database())
        except PostgresProblem as problem:
            print(f"ombud doctor: {problem}", file=sys.stderr)
            os.environ.setdefault("DATABASE_URL", "postgresql:///ombud")
        django.setup()
        from ombud.site.doctor.examine import examine

        yield from examine()


def _print(what: str, sign: str, says: str, way_out: str) -> None:
    print(f"{sign}  {what}: {says}")
    if way_out:
        print(f"         -> {way_out}")
