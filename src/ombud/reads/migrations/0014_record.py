"""What a shop's public record is made from."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reads", "0013_funds")]
    operations = []
