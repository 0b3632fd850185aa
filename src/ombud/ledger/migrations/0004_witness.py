"""How far each witness has the log's checkpoints, what it signed, and time stamps from outside."""

from django.db import migrations

SQL = """
CREATE TABLE log_witness (
    platform integer NOT NULL,
    witness text NOT NULL,
    size bigint NOT NULL DEFAULT 0,
    checkpoint_at timestamptz,
    sent_at timestamptz,
    tried_at timestamptz NOT NULL,
    failures integer NOT NULL DEFAULT 0,
    failure text NOT NULL DEFAULT '',
    signature text NOT NULL DEFAULT '',
    PRIMARY KEY (platform, witness)
);

CREATE TABLE log_stamp (
    platform integer NOT NULL,
    size bigint NOT NULL,
    at timestamptz NOT NULL,
    token bytea NOT NULL,
    PRIMARY KEY (platform, size, at)
);
"""


class Migration(migrations.Migration):
    """Beside the log."""

    dependencies = [("ledger", "0003_log")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE log_stamp, log_witness")]
