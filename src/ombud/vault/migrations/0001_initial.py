"""The first tables of the vault, and the trigger that makes custody a list one can only add to."""

import uuid
from django.db import migrations, models

APPEND_ONLY = """
create function custody_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'custody is only ever added to' using errcode = 'insufficient_privilege';
end $$;
create trigger custody_is_append_only before update or delete or truncate on custody
    for each statement execute function custody_is_append_only();
"""
NO_LONGER = "drop trigger custody_is_append_only on custody; drop function custody_is_append_only();"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Custody',
            fields=[
                ('pk', models.CompositePrimaryKey('platform', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('platform', models.BigIntegerField()),
                ('id', models.UUIDField(default=uuid.uuid4)),
                ('file', models.UUIDField()),
                ('act', models.CharField(choices=[('put', 'put'), ('saw', 'saw'), ('took', 'took')], max_length=8)),
                ('variant', models.CharField(max_length=16)),
                ('by', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name_plural': 'custody',
                'db_table': 'custody',
                'indexes': [models.Index(fields=['platform', 'file', 'at'], name='custody_of_a_file')],
            },
        ),
        migrations.CreateModel(
            name='EvidenceFile',
            fields=[
                ('pk', models.CompositePrimaryKey('platform', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('platform', models.BigIntegerField()),
                ('id', models.UUIDField(default=uuid.uuid4)),
                ('sha256', models.CharField(max_length=64)),
                ('size_bytes', models.BigIntegerField()),
                ('media_type', models.CharField(max_length=40)),
                ('filename', models.CharField(max_length=255)),
                ('width', models.IntegerField()),
                ('height', models.IntegerField()),
                ('pages', models.IntegerField()),
                ('pictures', models.JSONField()),
                ('uploaded_by', models.CharField(max_length=200)),
                ('uploaded_at', models.DateTimeField()),
                ('quarantined', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'evidence_file',
                'indexes': [models.Index(fields=['platform', 'uploaded_by', 'uploaded_at'], name='evidence_file_quota')],
                'constraints': [models.UniqueConstraint(fields=('platform', 'uploaded_by', 'sha256'), name='evidence_file_once_a_person')],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, NO_LONGER),
    ]
