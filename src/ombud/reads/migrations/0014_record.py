"""Rows of ratings. A shop's other public figures are kept counts, one for each day, which need no table of their own."""

from django.db import migrations

SQL = """
CREATE TABLE order_rating (
    platform integer NOT NULL,
    id text NOT NULL,
    shop text NOT NULL,
    stars smallint NOT NULL,
    at timestamptz NOT NULL,
    words text NOT NULL,
    answered_at timestamptz,
    answer text NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE INDEX order_rating_shop ON order_rating (platform, shop, at DESC, id DESC);
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0013_funds")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE order_rating")]
