"""Balances of the funds, and the references of payments, each of which counts once."""

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
    PRIMARY KEY (platform, id)
);
CREATE INDEX fund_of_shop ON fund_row (platform, shop, currency);

CREATE TABLE fund_reference (
    platform integer NOT NULL,
    id text NOT NULL,
    PRIMARY KEY (platform, id)
);
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0012_surge")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE fund_row, fund_reference")]
