"""Brings the database to the code's shape as its owner, gives the application its rights, and fences the site in."""

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg.conninfo import conninfo_to_dict

from ombud.site import postgres


def migrate(*, verbosity: int = 1) -> None:
    """Migrate as the owner where there is one, grant, fence, and refuse a database that may forget."""
    alias = "owner" if "owner" in connections.databases else "default"
    with connections[alias].cursor() as cursor:
        # One at a time: what a killed migration asked for last is still being carried out, and this waits for its end.
        cursor.execute("SELECT pg_advisory_lock(hashtext('migrate'))")
    call_command("migrate", database=alias, interactive=False, verbosity=verbosity)
    connections[alias].close()
    address = settings.OWNER_DATABASE_URL or settings.DATABASE_URL
    with psycopg.connect(address, autocommit=True) as owner:
        app, web = _role(settings.DATABASE_URL), _role(settings.WEB_DATABASE_URL)
        if alias == "owner" and app and app != owner.info.user:
            postgres.grant(owner, settings.APPEND_ONLY_TABLES, app)
            if web and web not in (app, owner.info.user):
                adds_to = (*settings.APPEND_ONLY_TABLES, *settings.SITE_ADDS_TO)
                postgres.grant(owner, adds_to, web, reads=settings.SITE_READS)
                postgres.raise_fences(owner, web, app)
    remembers()


def remembers() -> None:
    """Refuse a database that may forget. Raises PostgresProblem."""
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as connection:
        postgres.assert_durable(connection)


def _role(address: str) -> str:
    return str(conninfo_to_dict(address).get("user") or "") if address else ""
