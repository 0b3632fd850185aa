"""Going on until told to stop: what it looks like when the database went away, and beginning anew once it is back."""

import logging
import threading
from collections.abc import Callable

import django.db
import psycopg
from django.db import close_old_connections, connections

from ombud.ledger.connection import forget

AWAY = (psycopg.OperationalError, psycopg.InterfaceError, django.db.OperationalError, django.db.InterfaceError)
WAIT_SECONDS = 1.0
log = logging.getLogger(__name__)


def until_stopped(stop: threading.Event, once: Callable[[], float]) -> None:
    """Do `once` over and over, each time waiting as many seconds as it says; a lost database is waited for."""
    while not stop.is_set():
        try:
            close_old_connections()
            pause = once()
        except AWAY as error:
            begin_anew(error)
            pause = WAIT_SECONDS
        stop.wait(pause)
    leave()


def begin_anew(error: Exception) -> None:
    """Say once what happened, and drop this thread's connections, so that the next statement opens new ones."""
    log.warning("The database or the store doesn't answer: %s", str(error).strip().partition("\n")[0])
    leave()


def leave() -> None:
    """Close this thread's connections."""
    forget()
    connections.close_all()
