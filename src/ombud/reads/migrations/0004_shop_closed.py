"""A shop's closed cases, the one that moved last first, without sorting all of them."""

from django.db import migrations

SQL = """
CREATE INDEX complaint_shop_closed ON complaint_row (platform, shop, moved_at DESC, id DESC) WHERE turn = 'closed'
"""


class Migration(migrations.Migration):
    dependencies = [("reads", "0003_claimed")]
    operations = [migrations.RunSQL(SQL, "DROP INDEX complaint_shop_closed")]
