"""Whether a database keeps what it acknowledged: asked at start, refused when not."""

from typing import Any

import psycopg

from ombud.site.postgres.problem import PostgresProblem

MUST_BE = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "remote_apply", "remote_write", "local"},
}
"""All values of synchronous_commit but `off` wait for the local disk; which replica they wait for is the operator's."""


def durability(connection: "psycopg.Connection[Any]") -> dict[str, str]:
    """The settings that are not as they must be, each with its value; empty where all is well."""
    found = {}
    for setting, allowed in MUST_BE.items():
        row = connection.execute("select current_setting(%s)", [setting]).fetchone()
        value = str(row[0]) if row else ""
        if value not in allowed:
            found[setting] = value
    return found


def assert_durable(connection: "psycopg.Connection[Any]") -> None:
    """Refuse to run on a database that may forget what it acknowledged."""
    wrong = ", ".join(f"{setting} = {value}" for setting, value in durability(connection).items())
    if wrong:
        raise PostgresProblem(f"The database may lose acknowledged writes ({wrong}). Set them to on, then start again.")
