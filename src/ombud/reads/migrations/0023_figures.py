"""What the figures of `/metrics` count is indexed by itself: what is open, so that what is over costs nothing."""

from django.db import migrations

SQL = """
CREATE INDEX complaint_open ON complaint_row (platform, stage) WHERE turn <> 'closed';
CREATE INDEX screening_undone ON screening (platform, state) WHERE state <> 'done';
CREATE INDEX outbox_undone ON outbox (platform, at) WHERE done_at IS NULL;
CREATE INDEX procrastinate_jobs_failed ON procrastinate_jobs (id) WHERE status = 'failed';
"""
BACK = "DROP INDEX complaint_open, screening_undone, outbox_undone, procrastinate_jobs_failed"


class Migration(migrations.Migration):
    dependencies = [
        ("reads", "0021_transparency"),
        ("vault", "0003_screening"),
        ("ledger", "0001_record"),
        ("procrastinate", "0001_initial"),
    ]
    operations = [migrations.RunSQL(SQL, BACK)]
