"""Rows of reports of fake evidence: what a shop reported, what a consumer is accused of, what reviewers examine."""

from django.db import migrations

SQL = """
CREATE TABLE evidence_report_row (
    platform integer NOT NULL,
    id text NOT NULL,
    number text NOT NULL,
    order_id text NOT NULL,
    order_number text NOT NULL,
    complaint text NOT NULL,
    shop text NOT NULL,
    consumer text NOT NULL,
    file text NOT NULL,
    claims text NOT NULL,
    told text NOT NULL,
    stage text NOT NULL,
    outcome text NOT NULL,
    turn text NOT NULL,
    queue text NOT NULL,
    due_at timestamptz NOT NULL,
    overdue integer NOT NULL,
    claimed_by text NOT NULL,
    groundless_at timestamptz,
    withdrawn_at timestamptz,
    filed_at timestamptz NOT NULL,
    moved_at timestamptz NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE UNIQUE INDEX evidence_report_number ON evidence_report_row (platform, number);
CREATE INDEX evidence_report_shop ON evidence_report_row (platform, shop, filed_at DESC, id DESC);
CREATE INDEX evidence_report_consumer ON evidence_report_row (platform, consumer, filed_at DESC, id DESC);
CREATE INDEX evidence_report_order ON evidence_report_row (platform, order_id, filed_at, id);
CREATE INDEX evidence_report_waiting ON evidence_report_row (platform, queue, due_at, id) WHERE queue <> '';
CREATE INDEX evidence_report_groundless ON evidence_report_row (platform, shop, groundless_at DESC)
    WHERE groundless_at IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0015_conversations")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE evidence_report_row")]
