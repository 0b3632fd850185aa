"""What people asked to have erased, what was erased and why, and in which streams each file is named."""

from django.db import migrations

SQL = """
CREATE TABLE erasure_row (
    platform integer NOT NULL,
    id text NOT NULL,
    stage text NOT NULL,
    overdue integer NOT NULL,
    left_over integer NOT NULL,
    due_at timestamptz NOT NULL,
    asked_at timestamptz NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE INDEX erasure_stage ON erasure_row (platform, stage, due_at, id);

CREATE TABLE file_use (
    platform integer NOT NULL,
    file text NOT NULL,
    stream text NOT NULL,
    PRIMARY KEY (platform, file, stream)
);
CREATE INDEX file_use_stream ON file_use (platform, stream);

CREATE TABLE erased (
    platform integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    stream text NOT NULL,
    person text NOT NULL,
    why text NOT NULL,
    texts integer NOT NULL,
    files integer NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE INDEX erased_stream ON erased (platform, stream);
COMMENT ON COLUMN erased.why IS 'asked: by the person; else the kind whose time was over';
"""
USES = """
INSERT INTO file_use (platform, file, stream)
SELECT DISTINCT e.platform, f.value #>> '{}', e.stream
FROM event e, jsonb_path_query(convert_from(e.body, 'UTF8')::jsonb, '$.**.file') AS f(value)
WHERE jsonb_typeof(f.value) = 'string' AND f.value #>> '{}' ~ '^[0-9a-f]{8}-[0-9a-f-]{27}$'
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0020_looked_at"), ("ledger", "0005_word_keys")]
    operations = [
        migrations.RunSQL(SQL, "DROP TABLE erasure_row, file_use, erased"),
        migrations.RunSQL(USES, migrations.RunSQL.noop),
    ]
