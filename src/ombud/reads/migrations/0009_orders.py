"""Rows of orders, with what is late at each stage."""

from django.db import migrations

SQL = """
ALTER TABLE order_row
    ADD COLUMN kind text NOT NULL DEFAULT '',
    ADD COLUMN since timestamptz,
    ADD COLUMN late_at timestamptz,
    ADD COLUMN reminded_at timestamptz,
    ADD COLUMN urged_at timestamptz,
    ADD COLUMN undo_until timestamptz,
    ADD COLUMN receipt text NOT NULL DEFAULT '',
    ADD COLUMN missing boolean NOT NULL DEFAULT false;
CREATE INDEX order_late ON order_row (platform, late_at, id) WHERE late_at IS NOT NULL;
CREATE INDEX order_late_shop ON order_row (platform, shop, late_at, id) WHERE late_at IS NOT NULL;
CREATE INDEX order_undo ON order_row (platform, shop, undo_until, id) WHERE undo_until IS NOT NULL;
CREATE INDEX order_missing ON order_row (platform, shop, id) WHERE missing;
"""
BACK = """
DROP INDEX order_late, order_late_shop, order_undo, order_missing;
ALTER TABLE order_row DROP COLUMN kind, DROP COLUMN since, DROP COLUMN late_at, DROP COLUMN reminded_at,
    DROP COLUMN urged_at, DROP COLUMN undo_until, DROP COLUMN receipt, DROP COLUMN missing;
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0008_penalised")]
    operations = [migrations.RunSQL(SQL, BACK)]
