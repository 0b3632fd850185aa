"""Knows which orders are penalised, also by penalties that leave their sales counted."""

from django.db import migrations

SQL = """
ALTER TABLE penalty_row ADD COLUMN penalised text NOT NULL DEFAULT '[]';
UPDATE penalty_row p SET penalised = (
    SELECT coalesce(jsonb_agg(o.value -> 'id'), '[]')
    FROM stream s
    CROSS JOIN LATERAL (SELECT convert_from(s.state, 'UTF8')::jsonb) AS state (value)
    CROSS JOIN LATERAL jsonb_array_elements(state.value #> '{imposition,orders}') AS o (value)
    WHERE s.platform = p.platform AND s.id = p.id AND NOT state.value -> 'restored' @> (o.value -> 'id')
)::text WHERE stage = 'in-force';
ALTER TABLE penalty_row ALTER COLUMN penalised DROP DEFAULT;
CREATE INDEX penalty_penalised ON penalty_row (platform, shop) WHERE penalised <> '[]';
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0007_penalty_queues"), ("ledger", "0001_record")]
    operations = [migrations.RunSQL(SQL, "ALTER TABLE penalty_row DROP COLUMN penalised")]
