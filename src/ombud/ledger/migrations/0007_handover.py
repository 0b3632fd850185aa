"""With each key of a log but the first: the note by which the one before handed over to it."""

from django.db import migrations

ADD = "ALTER TABLE log_key ADD COLUMN handover text NOT NULL DEFAULT ''"


class Migration(migrations.Migration):
    """Keys from before have none."""

    dependencies = [("ledger", "0005_word_keys")]
    operations = [migrations.RunSQL(ADD, "ALTER TABLE log_key DROP COLUMN handover")]
