"""Counts by shop and reason, and the alarms they raised."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reads", "0011_announcements")]
    operations = []
