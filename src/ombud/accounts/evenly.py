"""Lets work that finds something take as long as work that finds nothing, so that no clock tells which it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

SECONDS = 0.2
"""Many times what any of it takes: finding nothing is done in a tenth of a millisecond, finding somebody takes twenty
times as long, and having a letter written a hundred times. Who may ask is counted, so it holds few threads."""


@contextmanager
def evenly() -> Iterator[None]:
    """What stands in this block ends after so long at the earliest."""
    until = monotonic() + SECONDS
    try:
        yield
    finally:
        sleep(max(0.0, until - monotonic()))
