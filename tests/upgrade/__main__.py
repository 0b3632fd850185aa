"""`python -m tests.upgrade --rounds N`: migrations are killed on their way; 1 where a restart came to another end."""

import argparse
import json
import sys

from tests.upgrade.rounds import Wanted, run


def main() -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(prog="bin/faults migrate", description=__doc__)
    parser.add_argument("--rounds", type=int, default=40, help="migrations (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60, help="go no further after so long (default: %(default)s)")
    parser.add_argument("--empty", action="store_true", help="begin with an empty database, not an earlier version's")
    parser.add_argument("--torn", action="store_true", help="plant migrations that aren't whole, to see it found")
    done = run(Wanted(**vars(parser.parse_args())))
    print(json.dumps({**done._asdict(), "clean": done.clean}))
    return 0 if done.clean and done.rounds else 1


if __name__ == "__main__":
    sys.exit(main())
