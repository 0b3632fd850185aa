"""Appends what was decided, in one statement: events, streams, words, rows, counts, notices, jobs, the stored answer.

All of it commits or none of it does. A stream whose version moved meanwhile makes the statement fail (`Clash`), and so
does the order's stream that a complaint reserves its refund on.
"""

from datetime import datetime
from typing import Any, NamedTuple

import psycopg

from ombud.ledger.connection import Connection


class Clash(Exception):
    """Somebody else changed the stream meanwhile: load it again."""


class StreamWrite(NamedTuple):
    """A stream's row after the events. `was` is the version it must still have; 0 for a new stream."""

    id: str
    was: int
    version: int
    kind: str
    pack: str
    parent: str | None
    state: bytes
    head: bytes
    next_due_at: datetime | None


class EventWrite(NamedTuple):
    """One event as it is written down."""

    stream: str
    seq: int
    type: str
    at: datetime
    body: bytes
    hash: bytes


class WordsWrite(NamedTuple):
    """Words that lie beside the record."""

    stream: str
    digest: str
    person: str
    salt: bytes
    body: bytes
    at: datetime


class MessageWrite(NamedTuple):
    """A notice in the message centre."""

    to_kind: str
    to_ref: str
    notice: str
    stream: str
    seq: int
    at: datetime


class JobWrite(NamedTuple):
    """A side effect to be done by a worker."""

    stream: str
    seq: int
    job: str
    payload: bytes
    at: datetime


class WebhookWrite(NamedTuple):
    """Events that integrators will be told of."""

    stream: str
    first_seq: int
    last_seq: int
    at: datetime


class AnswerWrite(NamedTuple):
    """The answer that a repeated command gets again."""

    principal: str
    key: str
    command: bytes
    answer: bytes
    at: datetime


class CountWrite(NamedTuple):
    """A kept count that moves by `n`."""

    scope: str
    bucket: str
    shard: int
    n: int


class Batch:
    """Everything one transaction writes."""

    def __init__(self) -> None:
        self.streams: list[StreamWrite] = []
        self.events: list[EventWrite] = []
        self.words: list[WordsWrite] = []
        self.messages: list[MessageWrite] = []
        self.jobs: list[JobWrite] = []
        self.webhooks: list[WebhookWrite] = []
        self.answers: list[AnswerWrite] = []
        self.counts: list[CountWrite] = []
        self.rows: dict[str, list[tuple[Any, ...]]] = {}
        """Rows of read models by the name of their table."""


STREAMS = """
given AS (SELECT * FROM unnest(
        %s::text[], %s::int[], %s::int[], %s::text[], %s::text[], %s::text[], %s::bytea[], %s::bytea[],
        %s::timestamptz[]
    ) AS t(id, was, version, kind, pack, parent, state, head, next_due_at)),
moved AS (
    UPDATE stream s SET version = t.version, state = t.state, head = t.head, next_due_at = t.next_due_at
    FROM given t WHERE s.platform = %s AND s.id = t.id AND s.version = t.was AND t.was > 0 RETURNING 1),
begun AS (
    INSERT INTO stream (platform, id, kind, version, pack, parent, state, head, next_due_at)
    SELECT %s, id, kind, version, pack, parent, state, head, next_due_at FROM given WHERE was = 0 RETURNING 1)
"""
EVENTS = """
, told AS (INSERT INTO event (platform, stream, seq, type, at, body, hash)
    SELECT %s, * FROM unnest(%s::text[], %s::int[], %s::text[], %s::timestamptz[], %s::bytea[], %s::bytea[]))
"""
WORDS = """
, said AS (INSERT INTO kept_words (platform, stream, digest, person, salt, body, at)
    SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::text[], %s::bytea[], %s::bytea[], %s::timestamptz[])
    ON CONFLICT DO NOTHING)
"""
MESSAGES = """
, noticed AS (INSERT INTO message (platform, to_kind, to_ref, notice, stream, seq, at)
    SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::int[], %s::timestamptz[]))
"""
JOBS = """
, sent AS (INSERT INTO outbox (platform, stream, seq, job, payload, at)
    SELECT %s, * FROM unnest(%s::text[], %s::int[], %s::text[], %s::bytea[], %s::timestamptz[]))
"""
WEBHOOKS = """
, hooked AS (INSERT INTO webhook_outbox (platform, stream, first_seq, last_seq, at)
    SELECT %s, * FROM unnest(%s::text[], %s::int[], %s::int[], %s::timestamptz[]))
"""
ANSWERS = """
, answered AS (INSERT INTO idempotency (platform, principal, key, command, answer, at)
    SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::bytea[], %s::bytea[], %s::timestamptz[]))
"""
COUNTS = """
, counted AS (INSERT INTO kept_count (platform, scope, bucket, shard, n)
    SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::smallint[], %s::bigint[])
    ON CONFLICT (platform, scope, bucket, shard) DO UPDATE SET n = kept_count.n + excluded.n)
"""
ROWS = {
    "complaint_row": """
, complaint_rows AS (INSERT INTO complaint_row
    SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
        %s::text[], %s::text[], %s::text[], %s::text[], %s::timestamptz[], %s::bigint[], %s::text[], %s::text[],
        %s::text[], %s::int[], %s::text[], %s::timestamptz[], %s::timestamptz[])
    ON CONFLICT (platform, id) DO UPDATE SET stage = excluded.stage, queue = excluded.queue, turn = excluded.turn,
        due_kind = excluded.due_kind, due_at = excluded.due_at, amount = excluded.amount, how = excluded.how,
        held = excluded.held, overdue = excluded.overdue, claimed_by = excluded.claimed_by,
        moved_at = excluded.moved_at)
""",
    "complaint_contact": """
, contacts AS (INSERT INTO complaint_contact
    SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::text[]) ON CONFLICT DO NOTHING)
""",
    "order_row": """
, order_rows AS (INSERT INTO order_row
    SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[],
        %s::text[], %s::text[], %s::timestamptz[], %s::boolean[])
    ON CONFLICT (platform, id) DO UPDATE SET number = excluded.number, shop = excluded.shop,
        consumer = excluded.consumer, title = excluded.title, picture = excluded.picture, paid = excluded.paid,
        currency = excluded.currency, status = excluded.status, purchased_at = excluded.purchased_at, complete = excluded.complete)
""",
    "shop_row": """
, shop_rows AS (INSERT INTO shop_row
    SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::text[], %s::boolean[])
    ON CONFLICT (platform, id) DO UPDATE SET name = excluded.name, category = excluded.category,
        verified = excluded.verified)
""",
    "report_row": """
, report_rows AS (INSERT INTO report_row
    SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::int[],
        %s::timestamptz[], %s::timestamptz[])
    ON CONFLICT (platform, id) DO UPDATE SET outcome = excluded.outcome, overdue = excluded.overdue,
        due_at = excluded.due_at)
""",
    "account_row": """
, account_rows AS (INSERT INTO account_row
    SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::timestamptz[], %s::text[])
    ON CONFLICT (platform, id) DO UPDATE SET reason = excluded.reason, until = excluded.until,
        objection = excluded.objection)
""",
    "product_row": """
, product_rows AS (INSERT INTO product_row
    SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[])
    ON CONFLICT (platform, id) DO UPDATE SET shop = excluded.shop, title = excluded.title, price = excluded.price,
        currency = excluded.currency, picture = excluded.picture)
""",
}
END = """
SELECT 1 / (CASE WHEN (SELECT count(*) FROM moved) + (SELECT count(*) FROM begun) = %s THEN 1 ELSE 0 END)
"""


def commit(connection: Connection, platform: int, batch: Batch) -> None:
    """Write all of the batch in one transaction of its own.

    Raises Clash if a stream, or the answer to the same key, was written by somebody else meanwhile.
    """
    statement, parameters = _statement(platform, batch)
    try:
        connection.execute(statement, parameters)
    except (psycopg.errors.DivisionByZero, psycopg.errors.UniqueViolation, psycopg.errors.DeadlockDetected) as error:
        raise Clash from error


def _statement(platform: int, batch: Batch) -> tuple[str, list[Any]]:
    parts = ["WITH ", STREAMS]
    parameters: list[Any] = [*_columns(batch.streams), platform, platform]
    optional: tuple[tuple[str, list[Any]], ...] = (
        (EVENTS, batch.events),
        (WORDS, batch.words),
        (MESSAGES, batch.messages),
        (JOBS, batch.jobs),
        (WEBHOOKS, batch.webhooks),
        (ANSWERS, batch.answers),
        (COUNTS, _netted(batch.counts)),
        *((ROWS[table], rows) for table, rows in batch.rows.items()),
    )
    for part, rows in optional:
        if rows:
            parts.append(part)
            parameters += [platform, *_columns(rows)]
    parts.append(END)
    parameters.append(len(batch.streams))
    return "".join(parts), parameters


def _columns(rows: list[Any]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _netted(counts: list[CountWrite]) -> list[CountWrite]:
    """One row for each count that really moves, always in one order, so that two batches can't wait for each other."""
    moved: dict[tuple[str, str, int], int] = {}
    for one in counts:
        place = (one.scope, one.bucket, one.shard)
        moved[place] = moved.get(place, 0) + one.n
    return [CountWrite(*place, n) for place, n in sorted(moved.items()) if n]
