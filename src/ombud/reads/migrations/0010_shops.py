"""Rows of shops and their people, as they set themselves up, and of what they sell."""

from django.db import migrations

SQL = """
ALTER TABLE shop_row
    ADD COLUMN stage text NOT NULL DEFAULT 'open',
    ADD COLUMN owner text NOT NULL DEFAULT '',
    ADD COLUMN queue text NOT NULL DEFAULT '',
    ADD COLUMN due_at timestamptz NOT NULL DEFAULT '9999-01-01 00:00:00+00',
    ADD COLUMN submitted_at timestamptz,
    ADD COLUMN invited text NOT NULL DEFAULT '[]';
UPDATE shop_row r SET owner = coalesce((
    SELECT member.key FROM stream s
    CROSS JOIN LATERAL jsonb_each_text(convert_from(s.state, 'UTF8')::jsonb -> 'members') AS member (key, role)
    WHERE s.platform = r.platform AND s.id = 'shop/' || r.id AND member.role = 'owner' LIMIT 1
), '');
CREATE INDEX shop_queue ON shop_row (platform, queue, due_at, id) WHERE queue <> '';
CREATE INDEX shop_invited ON shop_row (platform) WHERE invited <> '[]';
ALTER TABLE product_row
    ADD COLUMN up boolean NOT NULL DEFAULT true,
    ADD COLUMN stock bigint,
    ADD COLUMN version integer NOT NULL DEFAULT 1;
UPDATE product_row r SET version = s.version FROM stream s WHERE s.platform = r.platform AND s.id = 'product/' || r.id;
"""
BACK = """
DROP INDEX shop_queue, shop_invited;
ALTER TABLE shop_row DROP COLUMN stage, DROP COLUMN owner, DROP COLUMN queue, DROP COLUMN due_at,
    DROP COLUMN submitted_at, DROP COLUMN invited;
ALTER TABLE product_row DROP COLUMN up, DROP COLUMN stock, DROP COLUMN version;
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0009_orders"), ("ledger", "0001_record")]
    operations = [migrations.RunSQL(SQL, BACK)]
