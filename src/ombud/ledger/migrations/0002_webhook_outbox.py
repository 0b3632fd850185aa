"""The rows that webhooks will be sent from: one for each commit of a stream, written with it."""

from django.db import migrations

SQL = """
CREATE TABLE webhook_outbox (
    platform integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    stream text NOT NULL,
    first_seq integer NOT NULL,
    last_seq integer NOT NULL,
    at timestamptz NOT NULL,
    sent_at timestamptz,
    PRIMARY KEY (platform, id)
);
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_record")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE webhook_outbox")]
