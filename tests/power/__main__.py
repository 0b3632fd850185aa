"""`python -m tests.power --images N`: the vault when the power goes; exit status 1 where something was lost."""

import argparse
import json
import sys

from tests.power.images import campaign, shim


def main() -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(prog="python -m tests.power", description=__doc__)
    parser.add_argument("--images", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fault", default="", help="one of tests/power/driver.py, to see that it is found")
    given = parser.parse_args()
    library = shim()
    if library is None:
        print("There is no C compiler here (Debian: gcc).", file=sys.stderr)
        return 2
    try:
        found = campaign(given.images, given.seed, library, given.fault)
    finally:
        library.unlink()
    print(json.dumps(found._asdict()))
    return 1 if found.lost or found.unhealed or found.listed else 0


if __name__ == "__main__":
    sys.exit(main())
