"""What was sent to an endpoint and how it went: its attempts, its deliveries, and what waits or was given up."""

from datetime import datetime
from typing import NamedTuple

from ombud.ledger.connection import rows
from ombud.webhooks.endpoints import Endpoint

SHOWN = 50
COUNT_MAX = 1000
"""Counts stop there: that there are more than a thousand is all one has to know."""
COUNTS = """
SELECT (SELECT count(*) FROM (SELECT 1 FROM webhook_delivery WHERE platform = %(platform)s AND endpoint = %(id)s
        AND state = 'waiting' LIMIT %(most)s) AS w),
    (SELECT count(*) FROM (SELECT 1 FROM webhook_delivery WHERE platform = %(platform)s AND endpoint = %(id)s
        AND state = 'dead' LIMIT %(most)s) AS d),
    coalesce((SELECT size FROM log_head WHERE platform = %(platform)s), 0)
"""
ATTEMPTS = """
SELECT id, idx, message, type, at, status, error, answer, took_ms, next_at FROM webhook_attempt
WHERE platform = %s AND endpoint = %s AND id < %s ORDER BY id DESC LIMIT %s
"""
DELIVERIES = """
SELECT d.idx, d.message, d.type, d.state, d.tries, d.first_at, d.next_at, d.ended_at, d.stream, d.seq
FROM webhook_delivery d WHERE platform = %(platform)s AND endpoint = %(id)s AND idx < %(before)s
    AND (%(state)s = '' OR state = %(state)s) ORDER BY idx DESC LIMIT %(limit)s
"""
STATES = ("waiting", "delivered", "dead")
BIGINT_MAX = 2**63 - 1


class Counts(NamedTuple):
    """How an endpoint stands; the first two are counted up to a thousand."""

    waiting: int
    dead: int
    log_size: int


class Attempt(NamedTuple):
    """One attempt; `idx` is None for a test."""

    id: int
    idx: int | None
    message: str
    type: str
    at: datetime
    status: int
    error: str
    answer: str
    took_ms: int
    next_at: datetime | None

    @property
    def delivered(self) -> bool:
        """Whether the receiver said that it has it."""
        return 200 <= self.status < 300


class Delivery(NamedTuple):
    """One event that is to be told, or was."""

    idx: int
    message: str
    type: str
    state: str
    tries: int
    first_at: datetime | None
    next_at: datetime
    ended_at: datetime | None
    stream: str
    seq: int


def counts(endpoint: Endpoint) -> Counts:
    """How many wait and how many were given up, and how long the log is."""
    about = {"platform": endpoint.platform, "id": endpoint.id, "most": COUNT_MAX}
    return Counts(*rows(COUNTS, about)[0])


def attempts(endpoint: Endpoint, before: int = BIGINT_MAX, limit: int = SHOWN) -> list[Attempt]:
    """Attempts, the newest first; one more than asked for tells that there are older ones."""
    return [Attempt(*row) for row in rows(ATTEMPTS, (endpoint.platform, endpoint.id, before, limit + 1))]


def deliveries(endpoint: Endpoint, state: str = "", before: int = BIGINT_MAX, limit: int = SHOWN) -> list[Delivery]:
    """Deliveries, the newest of the log first; one more than asked for, if there are older ones."""
    about = {"platform": endpoint.platform, "id": endpoint.id, "state": state, "before": before, "limit": limit + 1}
    return [Delivery(*row) for row in rows(DELIVERIES, about)]
