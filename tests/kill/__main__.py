"""`python -m tests.kill --rounds N`: kill, restart, count; exit status 1 where something was lost, doubled or stuck."""

import argparse
import json
import sys

from tests.kill.rounds import run


def main() -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(prog="python -m tests.kill", description=__doc__)
    parser.add_argument("--rounds", type=int, default=30, help="kills (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fault", default="", help="plant one of tests/kill/planted.py, to see that it is found")
    parser.add_argument("--minutes", type=float, default=60, help="go no further after so long (default: %(default)s)")
    given = parser.parse_args()
    done = run(given.rounds, given.seed, given.fault, given.minutes)
    print(json.dumps({**done._asdict(), "verdict": done.verdict._asdict(), "clean": done.verdict.clean}))
    return 0 if done.verdict.clean else 1


if __name__ == "__main__":
    sys.exit(main())
