"""What it looks like when the database went away, and how to begin anew once it is back."""

import logging

import django.db
import psycopg
from django.db import connections

from ombud.ledger.connection import forget

AWAY = (psycopg.OperationalError, psycopg.InterfaceError, django.db.OperationalError, django.db.InterfaceError)
WAIT_SECONDS = 1.0
log = logging.getLogger(__name__)


def begin_anew(error: Exception) -> None:
    """Say once what happened, and drop this thread's connections, so that the next statement opens new ones."""
    log.warning("The database doesn't answer: %s", str(error).strip().partition("\n")[0])
    leave()


def leave() -> None:
    """Close this thread's connections."""
    forget()
    connections.close_all()
