"""`ombud explain FileComplaint`: tells what a verb or an event does, from the code itself."""

import argparse
import sys

HELP = "Tell the story of a verb or an event from the code: who, when, refusals, events, what follows, tests."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One name, or `--write` for the page of all of them."""
    parser.add_argument("name", nargs="?", help="FileComplaint, complaint.file, file, or an event: ComplaintFiled")
    parser.add_argument("--write", action="store_true", help="write docs/what-happens.md anew")


def run(arguments: argparse.Namespace) -> int:
    """Print the story; 1 for an unknown name."""
    from ombud.desk import explain

    if arguments.write:
        print("Written." if explain.write() else "It was fresh.")
        return 0
    if not arguments.name:
        print("ombud explain: name a verb or an event, or give --write.", file=sys.stderr)
        return 2
    try:
        print(explain.explain(arguments.name))
    except explain.Unknown as unknown:
        print(f"ombud explain: {unknown}", file=sys.stderr)
        return 1
    return 0
