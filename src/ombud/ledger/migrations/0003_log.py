"""The platform's log: leaves in one order, nodes for short proofs, signed checkpoints, and what waits to be put in."""

from django.db import migrations

SQL = """
ALTER TABLE webhook_outbox RENAME TO to_log;
ALTER INDEX webhook_outbox_pkey RENAME TO to_log_pkey;
TRUNCATE to_log;
ALTER TABLE to_log DROP COLUMN at, DROP COLUMN sent_at, ADD COLUMN since timestamptz NOT NULL DEFAULT now();
INSERT INTO to_log (platform, stream, first_seq, last_seq) SELECT platform, stream, seq, seq FROM event
    ORDER BY position;

CREATE TABLE log_head (
    platform integer NOT NULL,
    size bigint NOT NULL,
    peaks bytea NOT NULL,
    PRIMARY KEY (platform)
);

CREATE TABLE log_leaf (
    platform integer NOT NULL,
    idx bigint NOT NULL,
    stream text NOT NULL,
    seq integer NOT NULL,
    hash bytea NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (platform, idx)
);
CREATE UNIQUE INDEX log_leaf_event ON log_leaf (platform, stream, seq);

CREATE TABLE log_node (
    platform integer NOT NULL,
    level smallint NOT NULL,
    idx bigint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (platform, level, idx)
);

CREATE TABLE log_checkpoint (
    platform integer NOT NULL,
    size bigint NOT NULL,
    root bytea NOT NULL,
    at timestamptz NOT NULL,
    note text NOT NULL,
    PRIMARY KEY (platform, size, at)
);

CREATE TABLE log_key (
    platform integer NOT NULL,
    verifier text NOT NULL,
    since timestamptz NOT NULL,
    until timestamptz,
    PRIMARY KEY (platform, verifier)
);
CREATE UNIQUE INDEX log_key_in_use ON log_key (platform) WHERE until IS NULL;
"""
BACK = """
DROP TABLE log_key, log_checkpoint, log_node, log_leaf, log_head;
ALTER TABLE to_log DROP COLUMN since, ADD COLUMN at timestamptz NOT NULL DEFAULT now(), ADD COLUMN sent_at timestamptz;
ALTER INDEX to_log_pkey RENAME TO webhook_outbox_pkey;
ALTER TABLE to_log RENAME TO webhook_outbox;
"""


class Migration(migrations.Migration):
    """Events that were there before are put into the queue in the order in which they were written."""

    dependencies = [("ledger", "0002_webhook_outbox")]
    operations = [migrations.RunSQL(SQL, BACK)]
