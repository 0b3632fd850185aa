"""Which deliveries are sent now, and what follows from how each went.

In the stream of one thing, a later event waits until the one before was delivered or given up; other streams go on. A
row is claimed for a while before it is sent: whoever is killed with it loses the claim, and it is sent again.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import groupby
from typing import Any, NamedTuple

from ombud.ledger.connection import connection, rows
from ombud.webhooks.egress import Answer
from ombud.webhooks.endpoints import SOFTWARE, changed
from ombud.webhooks.patience import BROKEN, next_probe, next_try

CLAIM_HELD = timedelta(seconds=60)
"""Much longer than an attempt may take, a slow resolver included."""
READY = """
SELECT e.platform, e.id, e.failures FROM webhook_endpoint e
WHERE e.active AND (e.retry_at IS NULL OR e.retry_at <= %(now)s) AND EXISTS (
    SELECT 1 FROM webhook_delivery d WHERE d.platform = e.platform AND d.endpoint = e.id AND d.state = 'waiting'
        AND d.next_at <= %(now)s)
ORDER BY e.failures, e.platform, e.id
"""
CLAIM = """
UPDATE webhook_delivery c SET claimed_until = %(until)s FROM (
    SELECT d.platform, d.endpoint, d.idx FROM webhook_delivery d
    WHERE d.platform = %(platform)s AND d.endpoint = %(endpoint)s AND d.state = 'waiting' AND d.next_at <= %(now)s
        AND (d.claimed_until IS NULL OR d.claimed_until <= %(now)s)
        AND NOT EXISTS (SELECT 1 FROM webhook_delivery b
            WHERE b.platform = d.platform AND b.endpoint = d.endpoint AND b.stream = d.stream AND b.state = 'waiting'
                AND b.idx < d.idx)
    ORDER BY d.next_at, d.idx LIMIT %(most)s FOR UPDATE SKIP LOCKED) AS t
JOIN webhook_endpoint e ON e.platform = t.platform AND e.id = t.endpoint AND e.active
WHERE c.platform = t.platform AND c.endpoint = t.endpoint AND c.idx = t.idx
RETURNING c.idx, c.message, c.stream, c.seq, c.type, c.tries, c.first_at, e.url
"""
DONE = """
UPDATE webhook_delivery d SET state = t.state, tries = tries + 1, first_at = coalesce(first_at, %(now)s),
    next_at = coalesce(t.next_at, d.next_at), claimed_until = NULL,
    ended_at = CASE WHEN t.state = 'waiting' THEN NULL ELSE %(now)s::timestamptz END
FROM unnest(%(platform)s::int[], %(endpoint)s::text[], %(idx)s::bigint[], %(state)s::text[],
    %(next_at)s::timestamptz[], %(claimed_until)s::timestamptz[])
    AS t(platform, endpoint, idx, state, next_at, claimed_until)
WHERE d.platform = t.platform AND d.endpoint = t.endpoint AND d.idx = t.idx AND d.state = 'waiting'
    AND d.claimed_until = t.claimed_until
"""
HEALED = """
UPDATE webhook_endpoint SET failures = 0, failing_since = NULL, retry_at = NULL, delivered_at = %s
WHERE platform = %s AND id = %s RETURNING (SELECT failures FROM webhook_endpoint WHERE platform = %s AND id = %s)
"""
HURRY = """
UPDATE webhook_delivery SET next_at = %(now)s
WHERE platform = %(platform)s AND endpoint = %(id)s AND state = 'waiting' AND next_at > %(now)s
"""
FAILED = """
UPDATE webhook_endpoint SET failures = failures + %s, failing_since = coalesce(failing_since, %s)
WHERE platform = %s AND id = %s RETURNING failures
"""
PEACE = "UPDATE webhook_endpoint SET retry_at = %s WHERE platform = %s AND id = %s"
GONE = "UPDATE webhook_endpoint SET active = false, stopped = 'gone' WHERE platform = %s AND id = %s AND active"
NOTED = ("platform", "endpoint", "idx", "message", "type", "at", "status", "error", "answer", "took_ms", "next_at")
NOTE = """
INSERT INTO webhook_attempt (platform, endpoint, idx, message, type, at, status, error, answer, took_ms, next_at)
SELECT * FROM unnest(%s::int[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::timestamptz[], %s::int[],
    %s::text[], %s::text[], %s::int[], %s::timestamptz[])
"""
AGAIN = """
UPDATE webhook_delivery SET state = 'waiting', tries = 0, first_at = NULL, next_at = %s, claimed_until = NULL,
    ended_at = NULL
WHERE platform = %s AND endpoint = %s AND idx = %s AND state <> 'waiting'
"""
DEAD_AGAIN = """
UPDATE webhook_delivery SET state = 'waiting', tries = 0, first_at = NULL, next_at = %s, claimed_until = NULL,
    ended_at = NULL
WHERE platform = %s AND endpoint = %s AND state = 'dead'
"""


class Ready(NamedTuple):
    """An endpoint to which something is due."""

    platform: int
    id: str
    failures: int

    @property
    def broken(self) -> bool:
        """Whether it failed so often in a row that one attempt at a time is enough."""
        return self.failures >= BROKEN


class Claimed(NamedTuple):
    """A delivery that is ours to send until the claim runs out."""

    platform: int
    endpoint: str
    claimed_until: datetime
    idx: int
    message: str
    stream: str
    seq: int
    type: str
    tries: int
    first_at: datetime | None
    url: str


def ready(now: datetime) -> list[Ready]:
    """The endpoints to which something is due, those that work first."""
    return [Ready(*row) for row in rows(READY, {"now": now})]


def claim(endpoint: Ready, most: int, now: datetime) -> list[Claimed]:
    """Take up to so many of its deliveries: of each stream the first that waits, if it is due."""
    until = now + CLAIM_HELD
    asked = {"platform": endpoint.platform, "endpoint": endpoint.id, "now": now, "until": until, "most": most}
    return [Claimed(endpoint.platform, endpoint.id, until, *row) for row in rows(CLAIM, asked)]


def ended(attempts: Sequence[tuple[Claimed, Answer]], now: datetime) -> None:
    """Write down how attempts went, and what follows, in one transaction. A claim that ran out meanwhile changes
    nothing but the list of attempts."""
    if not attempts:
        return
    facts = [_followed(one, answer, now) for one, answer in attempts]
    with connection().transaction():
        names = ("platform", "endpoint", "idx", "state", "next_at", "claimed_until")
        connection().execute(DONE, {"now": now, **{name: [fact[name] for fact in facts] for name in names}})
        note(facts)
        for key, group in groupby(sorted(attempts, key=_endpoint), key=_endpoint):
            _of_endpoint(key, [answer for _one, answer in group], now)


def _followed(one: Claimed, answer: Answer, now: datetime) -> dict[str, Any]:
    """What an attempt leaves its delivery at, and what stands of it on the list of attempts."""
    next_at = None if answer.delivered else next_try(one.tries + 1, one.first_at or now, now)
    gone = answer.status == HTTPStatus.GONE
    state = "delivered" if answer.delivered else "waiting" if next_at or gone else "dead"
    return {**one._asdict(), **noted(answer), "at": now, "next_at": now if gone else next_at, "state": state}


def note(attempts: Sequence[Mapping[str, Any]]) -> None:
    """Put attempts on the list."""
    connection().execute(NOTE, [[fact[name] for fact in attempts] for name in NOTED])


def noted(answer: Answer) -> dict[str, Any]:
    """An answer as the list of attempts keeps it."""
    return {
        "status": answer.status,
        "error": answer.error,
        "answer": answer.body.replace("\x00", ""),
        "took_ms": answer.took_ms,
    }


def _endpoint(attempt: tuple[Claimed, Answer]) -> tuple[int, str]:
    return attempt[0].platform, attempt[0].endpoint


def _of_endpoint(key: tuple[int, str], answers: Sequence[Answer], now: datetime) -> None:
    """What follows for the endpoint itself: whether it works, fails, or is gone."""
    if any(one.status == HTTPStatus.GONE for one in answers):
        if connection().execute(GONE, key).rowcount:
            changed(*key, "gone", SOFTWARE, now)
        return
    failed = sum(not one.delivered for one in answers)
    if failed < len(answers):
        found = rows(HEALED, (now, *key, *key))
        if found and found[0][0] >= BROKEN:
            # What waited because nothing worked need wait no longer.
            connection().execute(HURRY, {"platform": key[0], "id": key[1], "now": now})
    else:
        found = rows(FAILED, (failed, now, *key))
        if found and (until := next_probe(found[0][0], now)):
            connection().execute(PEACE, (until, *key))


def resend(platform: int, endpoint: str, idx: int, at: datetime) -> bool:
    """Send one once more, under its id; whether it wasn't waiting anyway."""
    return connection().execute(AGAIN, (at, platform, endpoint, idx)).rowcount > 0


def resend_dead(platform: int, endpoint: str, at: datetime) -> int:
    """Send all that was given up once more, in their order; returns how many."""
    return connection().execute(DEAD_AGAIN, (at, platform, endpoint)).rowcount
