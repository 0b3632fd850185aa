"""Prepares what is served, in a process of its own that may act as the owner: refuse, migrate, collect, seed."""

import argparse
import importlib
import importlib.util
import shutil
import sys


def main() -> int:
    """Prepare; `--demo` also fills the demo world, `--fresh` anew; `--one-of-several` leaves the database as it is."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--one-of-several", action="store_true")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    arguments = parser.parse_args()
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from ombud.site.boot import refusals
    from ombud.site.migration import migrate, remembers

    if found := [] if settings.DEMO else list(refusals()):
        print("\n".join(f"ombud: {one}" for one in found), file=sys.stderr)
        return 1
    for old in (settings.DATA / "metrics").glob("*.db"):
        old.unlink(missing_ok=True)  # counted by processes that are gone
    if arguments.fresh:
        _empty()
    if arguments.one_of_several:
        remembers()
    else:
        migrate(verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if arguments.demo and importlib.util.find_spec("ombud.site.demo"):
        importlib.import_module("ombud.site.demo").seed()
    return 0


def _empty() -> None:
    """Drop the demo world with all its tables: some of them can't be emptied, by design.

    The logs' keys go too: with them another log would be signed under the same name, against the one that was.
    """
    from django.conf import settings
    from django.db import connections

    shutil.rmtree(settings.LOG_KEYS, ignore_errors=True)
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


if __name__ == "__main__":
    sys.exit(main())
