"""`ombud penalty redraw NOTICE.json`: draws the orders of a penalty again, offline, and says whether all holds."""

import argparse
import sys
from pathlib import Path

HELP = "Draw a penalty's orders again from its notice, without asking the platform."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and the notice as the merchant's page or the API gives it."""
    parser.add_argument("what", choices=("redraw",))
    parser.add_argument("notice", type=Path, metavar="NOTICE.json")
    parser.add_argument("--chance", help="the number that you gave when you began, to hold it against the notice")


def run(arguments: argparse.Namespace) -> int:
    """0 where the draw is what it had to be; 1 where something doesn't hold; 2 where the file can't be read."""
    import msgspec

    from ombud.core.penalty.notice import redrawn

    try:
        notice = msgspec.json.decode(arguments.notice.read_bytes())
    except OSError as error:
        print(f"ombud penalty: {arguments.notice}: {error.strerror}", file=sys.stderr)
        return 2
    except msgspec.DecodeError as error:
        print(f"ombud penalty: {arguments.notice} is no JSON: {error}", file=sys.stderr)
        return 2
    if not isinstance(notice, dict) or "seed_sha256" not in notice:
        print(f"ombud penalty: {arguments.notice} is no notice: it has no seed_sha256", file=sys.stderr)
        return 2
    wrong = redrawn(notice)
    drawn = notice.get("drawn")
    number = drawn.get("number") if isinstance(drawn, dict) else ""
    if arguments.chance and number and arguments.chance != number:
        wrong.append(f"it was drawn with the number {number}, not with yours")
    for one in wrong:
        print(f"Doesn't hold: {one}.")
    if not wrong and isinstance(drawn, dict):
        print(f"Holds. Drawn from {len(notice['orders'])}: {', '.join(drawn['orders'])}")
    return 1 if wrong else 0
