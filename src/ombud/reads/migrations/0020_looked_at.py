"""Who saw and did what: one row for each look, sign-in and act of the staff, only ever added to."""

from django.db import migrations

SQL = """
CREATE TABLE looked_at (
    platform integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    who text NOT NULL,
    kind text NOT NULL,
    what text NOT NULL,
    thing text NOT NULL,
    name text NOT NULL,
    part text NOT NULL,
    via text NOT NULL,
    why text NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE INDEX looked_at_when ON looked_at (platform, at, id);
CREATE INDEX looked_at_who ON looked_at (platform, who, at, id);
CREATE INDEX looked_at_name ON looked_at (platform, name, at, id);
CREATE INDEX looked_at_kind ON looked_at (platform, kind, at, id);
CREATE FUNCTION looked_at_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'looked_at is only ever added to' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER looked_at_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON looked_at
    FOR EACH STATEMENT EXECUTE FUNCTION looked_at_is_append_only();
"""
BEFORE = """
WITH told AS (
    SELECT e.platform, e.at, e.type, s.kind AS thing, e.stream, convert_from(e.body, 'UTF8')::jsonb AS body
    FROM event e JOIN stream s ON s.platform = e.platform AND s.id = e.stream
    WHERE position('"type":"reviewer"' IN convert_from(e.body, 'UTF8')) > 0
)
INSERT INTO looked_at (platform, at, who, kind, what, thing, name, part, via, why)
SELECT t.platform, t.at, t.body -> 'event' -> 'by' ->> 'id',
    CASE WHEN t.type IN ('ContactSeen', 'ExhibitsOpened', 'OverlayShown', 'CredentialsSeen') THEN 'look'
        WHEN t.thing = 'rulebook' THEN 'rules' ELSE 'act' END,
    t.type, t.thing,
    coalesce(c.number, p.number, r.number, f.number, g.number,
        CASE WHEN starts_with(t.stream, t.thing || '/') THEN substr(t.stream, length(t.thing) + 2) ELSE t.stream END),
    '', t.body ->> 'via', ''
FROM told t
LEFT JOIN complaint_row c ON t.thing = 'complaint' AND c.platform = t.platform AND c.id = t.stream
LEFT JOIN penalty_row p ON t.thing = 'penalty' AND p.platform = t.platform AND p.id = t.stream
LEFT JOIN report_row r ON t.thing = 'report' AND r.platform = t.platform AND r.id = t.stream
LEFT JOIN evidence_report_row f ON t.thing = 'evidence_report' AND f.platform = t.platform AND f.id = t.stream
LEFT JOIN surge_row g ON t.thing = 'surge' AND g.platform = t.platform AND g.id = t.stream
WHERE t.body -> 'event' -> 'by' ->> 'type' = 'reviewer'
ORDER BY t.at
"""
"""What the staff did before there was this table is in the record."""
GONE = "DROP TABLE looked_at; DROP FUNCTION looked_at_is_append_only()"


class Migration(migrations.Migration):
    dependencies = [("reads", "0018_similar"), ("ledger", "0002_webhook_outbox")]
    operations = [
        migrations.RunSQL(SQL, GONE),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
    ]
