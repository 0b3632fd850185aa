"""Finds whether a shop was told of its late orders today: only those few messages are in the index."""

from django.db import migrations

SQL = "CREATE INDEX message_order_late ON message (platform, to_ref, at) WHERE notice = 'order_late'"


class Migration(migrations.Migration):
    dependencies = [("notices", "0004_held")]
    operations = [migrations.RunSQL(SQL, "DROP INDEX message_order_late")]
