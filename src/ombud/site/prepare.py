"""Prepares what is served, in a process of its own that may act as the owner: migrate, collect static files, seed."""

import argparse
import importlib
import importlib.util
import sys


def main() -> int:
    """Prepare; `--demo` also fills the demo world, `--fresh` anew."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    arguments = parser.parse_args()
    import django

    django.setup()
    from django.core.management import call_command

    from ombud.site.migration import migrate

    if arguments.fresh:
        _empty()
    migrate(verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if arguments.demo and importlib.util.find_spec("ombud.site.demo"):
        importlib.import_module("ombud.site.demo").seed()
    return 0


def _empty() -> None:
    """Drop the demo world with all its tables: some of them can't be emptied, by design."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


if __name__ == "__main__":
    sys.exit(main())
