"""Redactions, and how long a file is kept."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]
    operations = []
