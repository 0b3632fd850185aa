"""Who silenced the pop-up about penalties, and until when: on all devices of that person."""

from django.db import migrations

SQL = """
CREATE TABLE popup_snooze (
    platform integer NOT NULL,
    person text NOT NULL,
    shop text NOT NULL,
    at timestamptz NOT NULL,
    until timestamptz NOT NULL,
    PRIMARY KEY (platform, person, shop)
);
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_delivery")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE popup_snooze")]
