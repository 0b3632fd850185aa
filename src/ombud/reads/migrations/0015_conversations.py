"""Rows of conversations."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reads", "0014_record")]
    operations = []
