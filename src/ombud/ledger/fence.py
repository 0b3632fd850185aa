"""Which one platform this thread works for: PostgreSQL shows the site's role the rows of that platform and no others.

The worker and the commands connect by a role that sees all platforms, and need not say. What is named here is told to
a connection when it is next used; a process that names nothing sees nothing.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

NAME = "SELECT set_config('ombud.platform', %s, false)"
_own = threading.local()


def within(platform: int | None) -> None:
    """From now on this thread works for that platform; None: for none that is known yet."""
    _own.platform = "" if platform is None else str(platform)


@contextmanager
def looking_at(platform: int) -> Iterator[None]:
    """For this block alone: for what anybody may know of a platform, before the caller is known."""
    before = named()
    _own.platform = str(platform)
    try:
        yield
    finally:
        _own.platform = before


def named() -> str:
    """The platform's id as the connections are told it, empty for none."""
    return getattr(_own, "platform", "")


def tell(connection: "psycopg.Connection[Any]") -> str:
    """Tell a connection of psycopg; returns what it was told. Not within a transaction, which could take it back."""
    platform = named()
    connection.execute(NAME, (platform,))
    return platform


def tell_django(execute: Any, statement: Any, parameters: Any, many: bool, context: Any) -> Any:
    """Django's wrapper around every statement: its connection is told first where that changed since the last one."""
    django = context["connection"]
    django.ensure_connection()
    now = (django.connection, named())
    failed = django.connection.info.transaction_status == TransactionStatus.INERROR  # nothing but its end will do
    if getattr(django, "ombud_told", None) != now and not failed:
        with django.connection.cursor() as cursor:
            cursor.execute(NAME, (now[1],))
        # Within a transaction a roll-back would take it back, and nobody would know: then it is told each time, and
        # once more after it.
        django.ombud_told = None if django.in_atomic_block else now
    return execute(statement, parameters, many, context)
