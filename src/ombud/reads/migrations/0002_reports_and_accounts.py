"""Rows of reports, and of accounts on which a limit lies."""

from django.db import migrations

SQL = """
CREATE TABLE report_row (
    platform integer NOT NULL,
    id text NOT NULL,
    number text NOT NULL,
    shop text NOT NULL,
    consumer text NOT NULL,
    type text NOT NULL,
    outcome text NOT NULL,
    overdue integer NOT NULL,
    due_at timestamptz NOT NULL,
    filed_at timestamptz NOT NULL,
    PRIMARY KEY (platform, id),
    UNIQUE (platform, number)
);
CREATE INDEX report_waiting ON report_row (platform, outcome, due_at, id);
CREATE INDEX report_consumer ON report_row (platform, consumer, filed_at DESC, id);

CREATE TABLE account_row (
    platform integer NOT NULL,
    id text NOT NULL,
    reason text NOT NULL,
    until timestamptz,
    objection text NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE INDEX account_objections ON account_row (platform, objection, until);
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0001_rows")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE report_row, account_row")]
