"""`ombud migrate`: brings the database to the code's shape."""

import argparse

HELP = "Bring the database to the shape that this version of the code needs."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--quiet` for those who only want to hear of trouble."""
    parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")


def run(arguments: argparse.Namespace) -> int:
    """Migrate, grant, check."""
    from ombud.site.migration import migrate

    migrate(verbosity=0 if arguments.quiet else 1)
    return 0
