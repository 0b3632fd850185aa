"""What each platform's pictures are found again by, for all machines, in the order in which it came to be known."""

from django.db import migrations

SQL = """
CREATE TABLE picture_head (
    platform integer NOT NULL,
    n bigint NOT NULL,
    PRIMARY KEY (platform)
);
CREATE TABLE picture_known (
    platform integer NOT NULL,
    file uuid NOT NULL,
    n bigint NOT NULL,
    key bytea NOT NULL,
    described bytea NOT NULL,
    PRIMARY KEY (platform, file)
);
ALTER TABLE picture_known ALTER COLUMN described SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX picture_known_order ON picture_known (platform, n);
"""


class Migration(migrations.Migration):
    """Encrypted bytes don't become smaller, so nobody need try."""

    dependencies = [("vault", "0006_made_file")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE picture_known; DROP TABLE picture_head")]
