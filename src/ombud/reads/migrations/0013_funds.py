"""Entries and balances of the funds."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reads", "0012_surge")]
    operations = []
