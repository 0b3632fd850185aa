"""An index to find earlier rulings for the same reason."""

from django.db import migrations

SQL = """
CREATE INDEX complaint_ruled ON complaint_row (platform, reason, moved_at DESC, id DESC)
WHERE turn = 'closed' AND how IN ('ruled', 'executed', 'advanced')
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0017_keeping")]
    operations = [migrations.RunSQL(SQL, "DROP INDEX complaint_ruled")]
