"""Rows of orders, with what is late at each stage."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reads", "0008_penalised")]
    operations = []
