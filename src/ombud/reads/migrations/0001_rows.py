"""Rows for lists and searches, and counts that are kept instead of counted."""

from django.db import migrations

SQL = """
CREATE TABLE complaint_row (
    platform integer NOT NULL,
    id text NOT NULL,
    number text NOT NULL,
    order_number text NOT NULL,
    shop text NOT NULL,
    consumer text NOT NULL,
    title text NOT NULL,
    reason text NOT NULL,
    stage text NOT NULL,
    queue text NOT NULL,
    turn text NOT NULL,
    due_kind text NOT NULL,
    due_at timestamptz NOT NULL,
    amount bigint NOT NULL,
    currency text NOT NULL,
    how text NOT NULL,
    held text NOT NULL,
    overdue integer NOT NULL,
    claimed_by text NOT NULL,
    filed_at timestamptz NOT NULL,
    moved_at timestamptz NOT NULL,
    PRIMARY KEY (platform, id),
    UNIQUE (platform, number)
);
CREATE INDEX complaint_queue ON complaint_row (platform, queue, due_at, id);
CREATE INDEX complaint_shop ON complaint_row (platform, shop, turn, due_at, id);
CREATE INDEX complaint_consumer ON complaint_row (platform, consumer, moved_at DESC, id);
CREATE INDEX complaint_order ON complaint_row (platform, order_number);

CREATE TABLE complaint_contact (
    platform integer NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    phone_tail text NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE INDEX complaint_contact_phone ON complaint_contact (platform, phone_tail);
CREATE INDEX complaint_contact_name ON complaint_contact (platform, lower(name));

CREATE TABLE kept_count (
    platform integer NOT NULL,
    scope text NOT NULL,
    bucket text NOT NULL,
    shard smallint NOT NULL,
    n bigint NOT NULL,
    PRIMARY KEY (platform, scope, bucket, shard)
);

CREATE TABLE order_row (
    platform integer NOT NULL,
    id text NOT NULL,
    number text NOT NULL,
    shop text NOT NULL,
    consumer text NOT NULL,
    title text NOT NULL,
    picture text NOT NULL,
    paid bigint NOT NULL,
    currency text NOT NULL,
    status text NOT NULL,
    purchased_at timestamptz,
    complete boolean NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE INDEX order_consumer ON order_row (platform, consumer, purchased_at DESC, id);
CREATE INDEX order_shop ON order_row (platform, shop, purchased_at DESC, id);
CREATE INDEX order_number ON order_row (platform, number);

CREATE TABLE shop_row (
    platform integer NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    category text NOT NULL,
    verified boolean NOT NULL,
    PRIMARY KEY (platform, id)
);

CREATE TABLE product_row (
    platform integer NOT NULL,
    id text NOT NULL,
    shop text NOT NULL,
    title text NOT NULL,
    price bigint NOT NULL,
    currency text NOT NULL,
    picture text NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE INDEX product_shop ON product_row (platform, shop, id);
"""


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.RunSQL(
            SQL, "DROP TABLE complaint_row, complaint_contact, kept_count, order_row, shop_row, product_row"
        )
    ]
