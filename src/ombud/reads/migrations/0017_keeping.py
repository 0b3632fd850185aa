"""Rows of keeping."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reads", "0016_evidence_reports")]
    operations = []
