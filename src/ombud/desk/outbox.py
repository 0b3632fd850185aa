"""Puts a side effect into the outbox that no event leads to: a link that somebody asked for."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from ombud.ledger.connection import connection

PUT = "INSERT INTO outbox (platform, stream, seq, job, payload, at) VALUES (%s, %s, 0, %s, %s, %s)"


def put_job(platform: int, stream: str, job: str, payload: Mapping[str, str], at: datetime) -> None:
    """One row, committed at once; a worker does it from there. `seq` is 0, since no event stands behind it."""
    connection().execute(PUT, (platform, stream, job, msgspec.json.encode(payload), at))
