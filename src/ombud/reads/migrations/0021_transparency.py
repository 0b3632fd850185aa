"""The platform's own work by day, added up from its log, and the figures that were published of it."""

from django.db import migrations

SQL = """
CREATE TABLE transparency_tally (
    platform integer NOT NULL,
    day date NOT NULL,
    what text NOT NULL,
    of text NOT NULL,
    n bigint NOT NULL,
    PRIMARY KEY (platform, day, what, of)
);
CREATE TABLE transparency_counted (
    platform integer NOT NULL,
    leaves bigint NOT NULL,
    PRIMARY KEY (platform)
);
CREATE TABLE transparency_figures (
    platform integer NOT NULL,
    fingerprint text NOT NULL,
    period text NOT NULL,
    at timestamptz NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (platform, fingerprint)
);
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0019_privacy"), ("ledger", "0003_log")]
    operations = [
        migrations.RunSQL(SQL, "DROP TABLE transparency_tally, transparency_counted, transparency_figures")
    ]
