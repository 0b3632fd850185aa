"""Rows of shops and their people, as they set themselves up."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reads", "0009_orders")]
    operations = []
