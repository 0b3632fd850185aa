"""Where integrators are told, with which secrets; what is to be delivered to each, and every attempt at it."""

from django.db import migrations

SQL = """
CREATE TABLE webhook_endpoint (
    platform integer NOT NULL,
    id text NOT NULL,
    url text NOT NULL,
    description text NOT NULL,
    wanted text[] NOT NULL,
    active boolean NOT NULL,
    stopped text NOT NULL,
    next_idx bigint NOT NULL,
    made_at timestamptz NOT NULL,
    delivered_at timestamptz,
    failures integer NOT NULL DEFAULT 0,
    failing_since timestamptz,
    retry_at timestamptz,
    PRIMARY KEY (platform, id)
);

CREATE TABLE webhook_secret (
    platform integer NOT NULL,
    endpoint text NOT NULL,
    id text NOT NULL,
    sealed text NOT NULL,
    made_at timestamptz NOT NULL,
    until timestamptz,
    PRIMARY KEY (platform, endpoint, id)
);

CREATE TABLE webhook_delivery (
    platform integer NOT NULL,
    endpoint text NOT NULL,
    idx bigint NOT NULL,
    message text NOT NULL,
    stream text NOT NULL,
    seq integer NOT NULL,
    type text NOT NULL,
    state text NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    first_at timestamptz,
    next_at timestamptz NOT NULL,
    claimed_until timestamptz,
    ended_at timestamptz,
    PRIMARY KEY (platform, endpoint, idx)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (platform, endpoint, next_at, idx) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_line ON webhook_delivery (platform, endpoint, stream, idx) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_dead ON webhook_delivery (platform, endpoint, idx) WHERE state = 'dead';

CREATE TABLE webhook_attempt (
    platform integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    endpoint text NOT NULL,
    idx bigint,
    message text NOT NULL,
    type text NOT NULL,
    at timestamptz NOT NULL,
    status integer NOT NULL,
    error text NOT NULL,
    answer text NOT NULL,
    took_ms integer NOT NULL,
    next_at timestamptz,
    PRIMARY KEY (platform, id)
);
CREATE INDEX webhook_attempt_newest ON webhook_attempt (platform, endpoint, id DESC);

CREATE TABLE webhook_change (
    platform integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    endpoint text NOT NULL,
    at timestamptz NOT NULL,
    who text NOT NULL,
    what text NOT NULL,
    PRIMARY KEY (platform, id)
);
"""
BACK = "DROP TABLE webhook_change, webhook_attempt, webhook_delivery, webhook_secret, webhook_endpoint"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("ledger", "0003_log")]
    operations = [migrations.RunSQL(SQL, BACK)]
