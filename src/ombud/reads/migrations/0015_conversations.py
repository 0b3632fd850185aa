"""Rows of conversations: what a side has to read comes first, then what was said last."""

from django.db import migrations

SQL = """
CREATE TABLE conversation_row (
    platform integer NOT NULL,
    id text NOT NULL,
    number text NOT NULL,
    shop text NOT NULL,
    consumer text NOT NULL,
    last_at timestamptz NOT NULL,
    last_seq integer NOT NULL,
    last_by text NOT NULL,
    last_words text NOT NULL,
    said integer NOT NULL,
    consumer_waits boolean NOT NULL,
    consumer_unread integer NOT NULL,
    shop_waits boolean NOT NULL,
    shop_unread integer NOT NULL,
    files integer NOT NULL,
    PRIMARY KEY (platform, id)
);
COMMENT ON COLUMN conversation_row.id IS 'of the order that it is about';
CREATE INDEX conversation_shop ON conversation_row (platform, shop, shop_waits, last_at, id);
CREATE INDEX conversation_consumer ON conversation_row (platform, consumer, consumer_waits, last_at, id);
CREATE INDEX conversation_shop_number ON conversation_row (platform, shop, number text_pattern_ops);
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0014_record")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE conversation_row")]
