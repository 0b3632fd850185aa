"""Rows of what the two sides of orders keep for them before any dispute."""

from django.db import migrations

SQL = """
CREATE TABLE order_vault_item (
    platform integer NOT NULL,
    id text NOT NULL,
    order_id text NOT NULL,
    side text NOT NULL,
    consumer text NOT NULL,
    shop text NOT NULL,
    file text NOT NULL,
    kind text NOT NULL,
    shown text NOT NULL,
    stage text NOT NULL,
    drawn boolean NOT NULL,
    kept_at timestamptz NOT NULL,
    until timestamptz NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE INDEX order_vault_item_file ON order_vault_item (platform, order_id, file);
CREATE INDEX order_vault_item_consumer ON order_vault_item (platform, consumer, until, id)
    WHERE stage = 'kept' AND side = 'consumer';
CREATE INDEX order_vault_item_shop ON order_vault_item (platform, shop, until, id)
    WHERE stage = 'kept' AND side = 'merchant';
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0016_evidence_reports")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE order_vault_item")]
