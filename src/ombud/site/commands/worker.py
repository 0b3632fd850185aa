"""`ombud worker`: the process that lets time pass and sends what is to be sent."""

import argparse
import signal
import threading

HELP = "Let time pass, send notices and do the other side effects, until Ctrl-C."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(_arguments: argparse.Namespace) -> int:
    """Work until SIGINT or SIGTERM; 1 where a part of it failed, or the database may forget."""
    from ombud.portals.common.along.making import make
    from ombud.timers import making, worker

    stop = threading.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda _signal, _frame: stop.set())
    _await_a_database_that_remembers(stop)
    return worker.main(stop, more={"files to take along": lambda stop: making.run(stop, make)})


def _await_a_database_that_remembers(stop: threading.Event) -> None:
    """Ask it before the first write; while it is away there is nothing to ask. Raises PostgresProblem."""
    import psycopg
    from django.conf import settings

    from ombud.site.postgres import assert_durable

    while not stop.is_set():
        try:
            with psycopg.connect(settings.DATABASE_URL, autocommit=True) as connection:
                return assert_durable(connection)
        except psycopg.OperationalError:
            stop.wait(1)
    return None
