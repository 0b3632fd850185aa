"""What left, by which way, with what result; what was seen; and tables of jobs that are vacuumed while they are small."""

from django.db import migrations

SQL = """
CREATE TABLE delivery (
    platform integer NOT NULL,
    message bigint NOT NULL,
    channel text NOT NULL,
    recipient text NOT NULL,
    address text NOT NULL,
    at timestamptz NOT NULL,
    result text NOT NULL,
    error text NOT NULL DEFAULT '',
    attempts integer NOT NULL DEFAULT 0,
    PRIMARY KEY (platform, message, channel, recipient)
);
COMMENT ON COLUMN delivery.recipient IS 'keyed hash of the address: the same address gets a message once';
COMMENT ON COLUMN delivery.address IS 'masked, for people to read';

CREATE TABLE loopback (
    platform integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    message bigint NOT NULL,
    recipient text NOT NULL,
    address text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (platform, id),
    UNIQUE (platform, message, recipient)
);

CREATE TABLE message_seen (
    platform integer NOT NULL,
    person text NOT NULL,
    to_kind text NOT NULL,
    to_ref text NOT NULL,
    up_to bigint NOT NULL,
    PRIMARY KEY (platform, person, to_kind, to_ref)
);
COMMENT ON TABLE message_seen IS 'up to which message somebody has read everything, so that nobody counts what is long read';

ALTER TABLE procrastinate_jobs SET (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100
);
ALTER TABLE procrastinate_events SET (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 500
);
"""
BACK = """
ALTER TABLE procrastinate_events RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold,
    autovacuum_analyze_scale_factor, autovacuum_analyze_threshold);
ALTER TABLE procrastinate_jobs RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold,
    autovacuum_analyze_scale_factor, autovacuum_analyze_threshold);
DROP TABLE message_seen, loopback, delivery
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_message"), ("procrastinate", "0041_post_retry_failed_job")]
    operations = [migrations.RunSQL(SQL, BACK)]
