"""A key for each content of each file, and where it lies sealed; what lies in plain from before has none yet."""

from django.db import migrations

SQL = """
CREATE TABLE file_key (
    platform bigint NOT NULL,
    file uuid NOT NULL,
    sha256 text NOT NULL,
    blob text NOT NULL,
    size_bytes bigint NOT NULL,
    key bytea NOT NULL,
    plain boolean NOT NULL DEFAULT false,
    at timestamptz NOT NULL,
    PRIMARY KEY (platform, file, sha256)
);
CREATE UNIQUE INDEX file_key_blob ON file_key (blob);
CREATE INDEX file_key_plain ON file_key (sha256) WHERE plain;
"""


class Migration(migrations.Migration):
    dependencies = [("vault", "0004_erased")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE file_key")]
