"""Rows of evidence reports."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reads", "0015_conversations")]
    operations = []
