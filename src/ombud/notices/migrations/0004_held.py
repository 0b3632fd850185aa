"""Letters that wait: for the morning, or for the day's digest, by their reader's choice."""

from django.db import migrations

SQL = """
CREATE TABLE held_letter (
    platform integer NOT NULL,
    message bigint NOT NULL,
    person text NOT NULL,
    until timestamptz NOT NULL,
    PRIMARY KEY (platform, message, person)
);
CREATE INDEX held_due ON held_letter (until, platform, person);
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0003_popup")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE held_letter")]
