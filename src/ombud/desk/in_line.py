"""Waiting in line for streams that many write to, as many cases do to one fund: who clashed has them next."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ombud.ledger.connection import Connection

HOLD = "SELECT 1 FROM stream WHERE platform = %s AND id = ANY(%s) ORDER BY id FOR UPDATE"


@contextmanager
def in_line(connection: Connection, platform: int, streams: Sequence[str]) -> Iterator[None]:
    """Hold these streams while the block runs, so that nobody else writes them between its reading and its writing.

    All that the block writes is one transaction then. Of no streams it does nothing. The order of ids keeps two who
    wait for the same ones from waiting for each other.
    """
    if not streams:
        yield
        return
    with connection.transaction():
        connection.execute(HOLD, (platform, list(streams)))
        yield
