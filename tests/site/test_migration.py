"""Migrations come one at a time, also where the one before was killed and the database is still at its last wish."""

from typing import Any

import pytest
from django.db import connections

from ombud.ledger.connection import rows
from ombud.site import migration

HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = %s"


@pytest.mark.requirement("EV-3")
def test_whoever_migrates_holds_the_lock_on_the_very_connection_that_does_it(monkeypatch: Any) -> None:
    held: list[int] = []

    def look(command: str, *, database: str, **_more: Any) -> None:
        with connections[database].cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            held.append(cursor.fetchone()[0])
        held.append(rows(HELD, (held[0],))[0][0])

    monkeypatch.setattr(migration, "call_command", look)
    migration.migrate(verbosity=0)
    assert held[1] == 1
