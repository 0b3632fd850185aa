"""`ombud worker`: the process that lets time pass and sends what is to be sent."""

import argparse
import signal
import threading

HELP = "Let time pass, send notices and do the other side effects, until Ctrl-C."
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(_arguments: argparse.Namespace) -> int:
    """Work until SIGINT or SIGTERM; 1 where a part of it failed."""
    from ombud.timers import worker

    stop = threading.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda _signal, _frame: stop.set())
    return worker.main(stop)
