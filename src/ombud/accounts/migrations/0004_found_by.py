"""Finds consumers by the last digits of their phone, or by their whole name: what somebody on the telephone knows."""

from django.db import migrations

SQL = """
CREATE INDEX person_phone_tail ON accounts_person (platform_id, right(regexp_replace(phone, '[^0-9]', '', 'g'), 4))
    WHERE kind = 'consumer';
CREATE INDEX person_name ON accounts_person (platform_id, lower(name)) WHERE kind = 'consumer';
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_shop_people")]
    operations = [migrations.RunSQL(SQL, "DROP INDEX person_phone_tail, person_name")]
