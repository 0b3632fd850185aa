"""Rows of announcements."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reads", "0010_shops")]
    operations = []
