"""`ombud restore`: a backup into an empty database and a vault, checked."""

import argparse
from pathlib import Path

HELP = "Bring a backup back into an empty database and into the vault; stop the site and the worker before."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where from, and which."""
    parser.add_argument("folder", type=Path, help="where ombud backup put it")
    parser.add_argument("--of", type=Path, metavar="FILE", help="the .json of one backup (default: the newest)")


def run(arguments: argparse.Namespace) -> int:
    """0 once everything is back."""
    from ombud.site.backup.take import bring_back, newest, read

    manifest = read(arguments.of) if arguments.of else newest(arguments.folder)
    for line in bring_back(arguments.folder, manifest):
        print(line, flush=True)
    print("Now: ombud vault check, and ombud ledger check --against a file of checkpoints that was held outside.")
    return 0
