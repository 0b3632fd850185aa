"""Screenings: what the lab found on a file."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("vault", "0002_redactions")]
    operations = []
