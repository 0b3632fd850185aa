"""Files that are made for somebody to take along: asked for, how far each is, and where its pieces lie until it goes."""

from django.db import migrations

SQL = """
CREATE TABLE made_file (
    platform integer NOT NULL,
    id text NOT NULL,
    who text NOT NULL,
    actor text NOT NULL,
    thing text NOT NULL,
    stream text NOT NULL,
    form text NOT NULL,
    language text NOT NULL,
    state text NOT NULL DEFAULT 'waiting',
    step text NOT NULL DEFAULT '',
    done integer NOT NULL DEFAULT 0,
    of integer NOT NULL DEFAULT 0,
    tries integer NOT NULL DEFAULT 0,
    problem text NOT NULL DEFAULT '',
    files text NOT NULL DEFAULT '',
    pieces text[] NOT NULL DEFAULT '{}',
    key bytea NOT NULL DEFAULT '',
    asked_at timestamptz NOT NULL,
    ended_at timestamptz,
    until timestamptz NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE INDEX made_file_waiting ON made_file (asked_at) WHERE state IN ('waiting', 'running');
CREATE INDEX made_file_of ON made_file (platform, who, stream);
CREATE INDEX made_file_until ON made_file (until);
"""


class Migration(migrations.Migration):
    dependencies = [("vault", "0005_file_keys")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE made_file")]
