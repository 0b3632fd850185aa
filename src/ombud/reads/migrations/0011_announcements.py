"""Rows of announcements."""

from django.db import migrations

SQL = """
CREATE TABLE announcement_row (
    platform integer NOT NULL,
    id text NOT NULL,
    number text NOT NULL,
    category text NOT NULL,
    audience text NOT NULL,
    shows_at timestamptz NOT NULL,
    moved_at timestamptz NOT NULL,
    withdrawn boolean NOT NULL,
    PRIMARY KEY (platform, id),
    UNIQUE (platform, number)
);
CREATE INDEX announcement_shown ON announcement_row (platform, audience, shows_at DESC, id DESC) WHERE NOT withdrawn;
CREATE INDEX announcement_all ON announcement_row (platform, shows_at DESC, id DESC);
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0010_shops")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE announcement_row")]
