"""The record's tables, in SQL: the platform leads every key."""

from django.db import migrations

SQL = """
CREATE TABLE stream (
    platform integer NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    version integer NOT NULL,
    pack text NOT NULL,
    parent text,
    state bytea NOT NULL,
    head bytea NOT NULL,
    next_due_at timestamptz,
    PRIMARY KEY (platform, id)
);
CREATE INDEX stream_due ON stream (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX stream_kind ON stream (platform, kind, id);

CREATE TABLE event (
    platform integer NOT NULL,
    stream text NOT NULL,
    seq integer NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    type text NOT NULL,
    at timestamptz NOT NULL,
    body bytea NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (platform, stream, seq)
);
CREATE INDEX event_position ON event (platform, position);

CREATE TABLE kept_words (
    platform integer NOT NULL,
    stream text NOT NULL,
    digest text NOT NULL,
    person text NOT NULL,
    salt bytea NOT NULL,
    body bytea NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (platform, stream, digest)
);

CREATE TABLE idempotency (
    platform integer NOT NULL,
    principal text NOT NULL,
    key text NOT NULL,
    command bytea NOT NULL,
    answer bytea NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (platform, principal, key)
);

CREATE TABLE outbox (
    platform integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    stream text NOT NULL,
    seq integer NOT NULL,
    job text NOT NULL,
    payload bytea NOT NULL,
    at timestamptz NOT NULL,
    handed_at timestamptz,
    done_at timestamptz,
    PRIMARY KEY (platform, id)
);
CREATE INDEX outbox_waiting ON outbox (id) WHERE handed_at IS NULL;
"""


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.RunSQL(SQL, "DROP TABLE outbox, idempotency, kept_words, event, stream"),
    ]
