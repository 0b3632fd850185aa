"""Who stands in for a shop's owner until when, and which link to its calendar of deadlines holds."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_invited")]
    operations = [
        migrations.AddField(
            model_name="membership", name="stands_in_from", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="membership", name="stands_in_until", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="membership",
            name="calendar_serial",
            field=models.IntegerField(
                db_default=0, default=0, help_text="Which calendar link holds; 0: none was asked for yet."
            ),
        ),
    ]
