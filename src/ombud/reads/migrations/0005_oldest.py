"""Finds the oldest case of each queue without looking through the others; only cases in a queue are in the index."""

from django.db import migrations

SQL = "CREATE INDEX complaint_oldest ON complaint_row (platform, queue, filed_at) WHERE queue <> ''"


class Migration(migrations.Migration):
    dependencies = [("reads", "0004_shop_closed")]
    operations = [migrations.RunSQL(SQL, "DROP INDEX complaint_oldest")]
