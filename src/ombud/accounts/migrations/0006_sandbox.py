"""Platforms on which integrators try things out: nothing leaves them, and their clock can be put forward."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_sign_in")]
    operations = [
        migrations.AddField(
            "platform",
            "sandbox",
            models.BooleanField(default=False, db_default=False, help_text="Nothing leaves it, and its clock moves."),
        ),
        migrations.AddField(
            "platform",
            "ahead_seconds",
            models.BigIntegerField(
                default=0, db_default=0, help_text="How far a sandbox's clock was put forward; 0 for a real platform."
            ),
        ),
    ]
