"""Finds the oldest penalty of each queue, and what somebody works on; only those few are in the indexes."""

from django.db import migrations

SQL = """
CREATE INDEX penalty_oldest ON penalty_row (platform, queue, imposed_at) WHERE queue <> '';
CREATE INDEX penalty_claimed ON penalty_row (platform, claimed_by, due_at, id) WHERE claimed_by <> '';
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0006_penalties")]
    operations = [migrations.RunSQL(SQL, "DROP INDEX penalty_oldest; DROP INDEX penalty_claimed")]
