"""Imports that staff began on a page: how far each is, and what came of it. Its files lie in the data folder."""

from django.db import migrations

SQL = """
CREATE TABLE import_run (
    platform integer NOT NULL,
    id text NOT NULL,
    by text NOT NULL,
    language text NOT NULL,
    file text NOT NULL,
    bytes bigint NOT NULL,
    mapping text NOT NULL,
    state text NOT NULL,
    done bigint NOT NULL DEFAULT 0,
    of bigint NOT NULL DEFAULT 0,
    told bigint NOT NULL DEFAULT 0,
    wants_stop boolean NOT NULL DEFAULT false,
    report bytea NOT NULL DEFAULT '',
    problem text NOT NULL DEFAULT '',
    made_at timestamptz NOT NULL,
    asked_at timestamptz,
    beat_at timestamptz,
    ended_at timestamptz,
    PRIMARY KEY (platform, id)
);
CREATE INDEX import_run_made ON import_run (platform, made_at DESC, id);
CREATE INDEX import_run_waiting ON import_run (asked_at) WHERE state IN ('waiting', 'running');
"""


class Migration(migrations.Migration):
    initial = True
    operations = [migrations.RunSQL(SQL, "DROP TABLE import_run")]
