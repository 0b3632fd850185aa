"""Finds the cases somebody works on without looking through the others."""

from django.db import migrations

SQL = "CREATE INDEX complaint_claimed ON complaint_row (platform, claimed_by, due_at, id) WHERE claimed_by <> ''"


class Migration(migrations.Migration):
    dependencies = [("reads", "0002_reports_and_accounts")]
    operations = [migrations.RunSQL(SQL, "DROP INDEX complaint_claimed")]
