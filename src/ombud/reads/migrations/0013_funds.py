"""Balances of the funds, their statements line by line, and the references of payments, each of which counts once."""

from django.db import migrations

SQL = """
CREATE TABLE fund_row (
    platform integer NOT NULL,
    id text NOT NULL,
    shop text NOT NULL,
    currency text NOT NULL,
    outside bigint NOT NULL,
    available bigint NOT NULL,
    held bigint NOT NULL,
    ordered bigint NOT NULL,
    owed bigint NOT NULL,
    forfeited bigint NOT NULL,
    frozen boolean NOT NULL,
    rank smallint NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE INDEX fund_of_shop ON fund_row (platform, shop, currency);
CREATE INDEX fund_by_rank ON fund_row (platform, rank, id);

CREATE TABLE fund_entry (
    platform integer NOT NULL,
    id text NOT NULL,
    fund text NOT NULL,
    seq integer NOT NULL,
    at timestamptz NOT NULL,
    type text NOT NULL,
    kind text NOT NULL,
    outside bigint NOT NULL,
    available bigint NOT NULL,
    held bigint NOT NULL,
    ordered bigint NOT NULL,
    owed bigint NOT NULL,
    forfeited bigint NOT NULL,
    free bigint NOT NULL,
    hold text NOT NULL,
    cause text NOT NULL,
    cause_id text NOT NULL,
    number text NOT NULL,
    about text NOT NULL,
    reference text NOT NULL,
    words text NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE INDEX fund_statement ON fund_entry (platform, fund, seq);
CREATE INDEX fund_statement_of_kind ON fund_entry (platform, fund, kind, seq);
CREATE INDEX fund_held_since ON fund_entry (platform, fund, hold, seq) WHERE hold <> '';

CREATE TABLE fund_reference (
    platform integer NOT NULL,
    id text NOT NULL,
    PRIMARY KEY (platform, id)
);
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0012_surge")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE fund_row, fund_entry, fund_reference")]
