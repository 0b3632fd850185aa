"""Rows of penalties."""

from django.db import migrations

SQL = """
CREATE TABLE penalty_row (
    platform integer NOT NULL,
    id text NOT NULL,
    number text NOT NULL,
    shop text NOT NULL,
    violation text NOT NULL,
    stage text NOT NULL,
    tab text NOT NULL,
    rank smallint NOT NULL,
    sort_at timestamptz NOT NULL,
    appealable boolean NOT NULL,
    opens_at timestamptz NOT NULL,
    closes_at timestamptz NOT NULL,
    queue text NOT NULL,
    due_kind text NOT NULL,
    due_at timestamptz NOT NULL,
    overdue integer NOT NULL,
    claimed_by text NOT NULL,
    opened_by text NOT NULL,
    uncounted text NOT NULL,
    imposed_at timestamptz NOT NULL,
    moved_at timestamptz NOT NULL,
    PRIMARY KEY (platform, id),
    UNIQUE (platform, number)
);
CREATE INDEX penalty_of_shop ON penalty_row (platform, shop, rank, sort_at, id);
CREATE INDEX penalty_of_shop_new ON penalty_row (platform, shop, imposed_at DESC, id) WHERE stage = 'in-force';
CREATE INDEX penalty_queue ON penalty_row (platform, queue, due_at, id);
CREATE INDEX penalty_new ON penalty_row (platform, imposed_at, id);
CREATE INDEX penalty_uncounted ON penalty_row (platform, shop) WHERE uncounted <> '[]';
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0005_oldest")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE penalty_row")]
