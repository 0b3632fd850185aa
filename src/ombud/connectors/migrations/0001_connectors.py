"""Which connectors a platform has, and of which instant the last thing is that each said of an order."""

from django.db import migrations

SQL = """
CREATE TABLE connector (
    platform integer NOT NULL,
    name text NOT NULL,
    secret text NOT NULL,
    shop text NOT NULL,
    made_at timestamptz NOT NULL,
    heard_at timestamptz,
    problem text NOT NULL DEFAULT '',
    PRIMARY KEY (platform, name)
);
CREATE TABLE connector_order (
    platform integer NOT NULL,
    name text NOT NULL,
    id text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (platform, name, id)
);
"""


class Migration(migrations.Migration):
    initial = True
    operations = [migrations.RunSQL(SQL, "DROP TABLE connector_order, connector")]
