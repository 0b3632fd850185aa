"""Redactions as layers, how a file's pictures were made, and why somebody of the staff took an original."""

import uuid
from django.db import migrations, models

APPEND_ONLY = """
create function redaction_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'redactions are only ever added to' using errcode = 'insufficient_privilege';
end $$;
create trigger redaction_is_append_only before update or delete or truncate on redaction
    for each statement execute function redaction_is_append_only();
"""
NO_LONGER = "drop trigger redaction_is_append_only on redaction; drop function redaction_is_append_only();"


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]

    operations = [
        migrations.AddField("evidencefile", "uncovered", models.JSONField(null=True)),
        migrations.AddField("evidencefile", "transform", models.CharField(max_length=20, default="1")),
        migrations.AddField("custody", "reason", models.TextField(default="")),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                ("pk", models.CompositePrimaryKey("platform", "id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("platform", models.BigIntegerField()),
                ("id", models.UUIDField(default=uuid.uuid4)),
                ("file", models.UUIDField()),
                ("layer", models.UUIDField()),
                ("act", models.CharField(choices=[("cover", "cover"), ("lift", "lift")], max_length=8)),
                ("covers", models.JSONField()),
                ("pictures", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("transform", models.CharField(max_length=20)),
                ("party", models.CharField(max_length=10)),
                ("by", models.CharField(max_length=200)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "redaction",
                "indexes": [models.Index(fields=["platform", "file", "at"], name="redaction_of_a_file")],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, NO_LONGER),
    ]
