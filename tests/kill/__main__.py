"""`python -m tests.kill --rounds N`: kill, restart, count; exit status 1 where something was lost, doubled or stuck."""

import argparse
import json
import sys
from pathlib import Path

from tests.kill.forked import campaign, leg
from tests.kill.rounds import run


def main() -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(prog="python -m tests.kill", description=__doc__)
    parser.add_argument("--rounds", type=int, default=30, help="kills (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fault", default="", help="plant one of tests/kill/planted.py, to see that it is found")
    parser.add_argument("--minutes", type=float, default=60, help="go no further after so long (default: %(default)s)")
    parser.add_argument(
        "--forked", action="store_true", help="kill what one loaded process forks: many rounds a second"
    )
    parser.add_argument("--postgres", type=int, default=0, metavar="N", help="with --forked: so many are PostgreSQL's")
    parser.add_argument("--into", type=Path, metavar="FILE", help="with --forked: go on with the campaign kept there")
    parser.add_argument("--each", type=int, default=500, help="with --into: rounds in one place (default: %(default)s)")
    given = parser.parse_args()
    if given.forked:
        told = (
            campaign(given.rounds, given.postgres, given.each, given.into, given.minutes)
            if given.into
            else leg(given.rounds, given.postgres, given.seed, given.fault)
        )
        print(json.dumps(told))
        return 0 if told["clean"] else 1
    done = run(given.rounds, given.seed, given.fault, given.minutes)
    print(json.dumps({**done._asdict(), "verdict": done.verdict._asdict(), "clean": done.verdict.clean}))
    return 0 if done.verdict.clean else 1


if __name__ == "__main__":
    sys.exit(main())
