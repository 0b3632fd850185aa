"""Brings the database to the code's shape as its owner, then gives the application its rights."""

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg.conninfo import conninfo_to_dict

from ombud.site import postgres


def migrate(*, verbosity: int = 1) -> None:
    """Migrate as the owner where there is one, grant, and refuse a database that may forget."""
    alias = "owner" if "owner" in connections.databases else "default"
    call_command("migrate", database=alias, interactive=False, verbosity=verbosity)
    connections[alias].close()
    address = settings.OWNER_DATABASE_URL or settings.DATABASE_URL
    with psycopg.connect(address, autocommit=True) as owner:
        app = str(conninfo_to_dict(settings.DATABASE_URL).get("user") or "")
        if alias == "owner" and app and app != owner.info.user:
            postgres.grant(owner, settings.APPEND_ONLY_TABLES, app)
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as connection:
        postgres.assert_durable(connection)
