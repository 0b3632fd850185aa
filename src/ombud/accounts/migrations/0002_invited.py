"""People from outside who were invited to decide the appeal against one penalty, and the links they come in by."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = [(one, one) for one in ("consumer", "member", "reviewer", "admin", "invited")]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="person",
            name="penalty",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="For those invited: the one penalty they may see.",
                max_length=64,
            ),
        ),
        migrations.AlterField(
            model_name="person", name="kind", field=models.CharField(choices=KINDS, max_length=16)
        ),
        migrations.CreateModel(
            name="InviteLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hash", models.CharField(help_text="SHA-256 of the token, hex.", max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
                ),
                (
                    "platform",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.platform"),
                ),
            ],
        ),
    ]
