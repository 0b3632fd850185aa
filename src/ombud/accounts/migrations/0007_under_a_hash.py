"""Sessions lie under a hash of the browser's key, so those from before end; secrets of handoffs lie sealed."""

from typing import Any

from django.db import migrations, models

from ombud.ledger.sealing import seal, unseal

ENDED = """
UPDATE accounts_visit SET ended_at = coalesce(ended_at, now()), key = left(encode(sha256(key::bytea), 'hex'), 40);
DELETE FROM django_session;
"""
SOME = "SELECT id, handoff_secret FROM accounts_platform WHERE handoff_secret <> ''"
PUT = "UPDATE accounts_platform SET handoff_secret = %s WHERE id = %s"


def seal_all(_apps: Any, editor: Any) -> None:
    """Each platform's secret, for its place."""
    with editor.connection.cursor() as cursor:
        cursor.execute(SOME)
        for platform, secret in cursor.fetchall():
            cursor.execute(PUT, (seal(secret, f"handoff/{platform}"), platform))


def open_all(_apps: Any, editor: Any) -> None:
    """As before, for who goes back."""
    with editor.connection.cursor() as cursor:
        cursor.execute(SOME)
        for platform, secret in cursor.fetchall():
            cursor.execute(PUT, (unseal(secret, f"handoff/{platform}"), platform))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_sandbox"), ("sessions", "0001_initial")]
    operations = [
        migrations.RunSQL(ENDED, migrations.RunSQL.noop),
        migrations.AlterField(
            "visit",
            "key",
            models.CharField(
                max_length=40, unique=True, help_text="Of the session: the hash that its row is called by."
            ),
        ),
        migrations.AlterField("platform", "handoff_secret", models.TextField(blank=True, help_text="Sealed.")),
        migrations.AddField(
            "platform",
            "handoff_before",
            models.TextField(blank=True, default="", db_default="", help_text="The secret before, sealed."),
        ),
        migrations.AddField("platform", "handoff_before_until", models.DateTimeField(null=True)),
        migrations.RunPython(seal_all, open_all),
    ]
