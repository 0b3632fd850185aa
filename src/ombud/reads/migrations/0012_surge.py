"""Counts by shop and reason, the alarms they raised, what is said in public, and the week's tallies.

`surge_series` keeps one small state a series (a shop, or a shop and one reason), `surge_key` and `surge_cluster` who was
counted in its open unit. What happened waits in `to_count`, written
with the events themselves; it is taken away in the transaction that writes what it counts for.
"""

from django.db import migrations

SQL = """
CREATE TABLE surge_row (
    platform integer NOT NULL,
    id text NOT NULL,
    number text NOT NULL,
    shop text NOT NULL,
    kind text NOT NULL,
    stage text NOT NULL,
    over boolean NOT NULL,
    told boolean NOT NULL,
    observed integer NOT NULL,
    expected_hundredths integer NOT NULL,
    upper integer NOT NULL,
    due_kind text NOT NULL,
    due_at timestamptz NOT NULL,
    overdue integer NOT NULL,
    claimed_by text NOT NULL,
    raised_at timestamptz NOT NULL,
    moved_at timestamptz NOT NULL,
    PRIMARY KEY (platform, id),
    UNIQUE (platform, number)
);
CREATE INDEX surge_open ON surge_row (platform, due_at, id) WHERE NOT over;
CREATE INDEX surge_shop ON surge_row (platform, shop, moved_at DESC, id);
CREATE INDEX surge_moved ON surge_row (platform, moved_at DESC, id);

CREATE TABLE public_item_row (
    platform integer NOT NULL,
    id text NOT NULL,
    shop text NOT NULL,
    link text NOT NULL,
    about text NOT NULL,
    reach bigint NOT NULL,
    said_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    taken_back boolean NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE INDEX public_item_shop ON public_item_row (platform, shop, recorded_at DESC, id);
CREATE INDEX public_item_recorded ON public_item_row (platform, recorded_at DESC, id);

CREATE TABLE to_count (
    platform integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    stream text NOT NULL,
    seqs bytea NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE TABLE surge_platform (
    platform integer NOT NULL PRIMARY KEY,
    began_at timestamptz,
    closed_unit integer NOT NULL
);
CREATE TABLE surge_series (
    platform integer NOT NULL,
    shop text NOT NULL,
    part text NOT NULL,
    series bytea NOT NULL,
    unit integer NOT NULL,
    observed real NOT NULL,
    counted integer NOT NULL,
    expected real NOT NULL,
    upper real NOT NULL,
    p double precision NOT NULL,
    enough boolean NOT NULL,
    looked boolean NOT NULL,
    PRIMARY KEY (platform, shop, part)
);
CREATE INDEX surge_series_unlooked ON surge_series (platform) WHERE NOT looked;
CREATE INDEX surge_series_p ON surge_series (platform, p);
CREATE INDEX surge_series_excess ON surge_series (platform, (observed - expected) DESC) WHERE part = '';
CREATE INDEX surge_series_unit ON surge_series (platform, unit);
CREATE TABLE surge_key (
    platform integer NOT NULL,
    shop text NOT NULL,
    part text NOT NULL,
    key text NOT NULL,
    cluster text NOT NULL,
    PRIMARY KEY (platform, shop, part, key)
);
CREATE INDEX surge_key_cluster ON surge_key (platform, shop, part, cluster);
CREATE TABLE surge_cluster (
    platform integer NOT NULL,
    shop text NOT NULL,
    part text NOT NULL,
    cluster text NOT NULL,
    size integer NOT NULL,
    PRIMARY KEY (platform, shop, part, cluster)
);
CREATE TABLE shop_turns (
    platform integer NOT NULL,
    shop text NOT NULL,
    unit integer NOT NULL,
    missed integer NOT NULL,
    answered integer NOT NULL,
    looked boolean NOT NULL,
    PRIMARY KEY (platform, shop, unit)
);
CREATE INDEX shop_turns_unlooked ON shop_turns (platform) WHERE NOT looked;
CREATE TABLE week_tally (
    platform integer NOT NULL,
    week date NOT NULL,
    what text NOT NULL,
    of text NOT NULL,
    n integer NOT NULL,
    PRIMARY KEY (platform, week, what, of)
);
CREATE INDEX complaint_filed ON complaint_row (platform, shop, filed_at);
"""
TABLES = "surge_row, public_item_row, to_count, surge_platform, surge_series, surge_key, surge_cluster, shop_turns, week_tally"


class Migration(migrations.Migration):
    dependencies = [("reads", "0011_announcements"), ("ledger", "0001_record")]
    operations = [
        migrations.RunSQL(SQL, f"DROP INDEX complaint_filed; DROP TABLE {TABLES}"),
    ]
