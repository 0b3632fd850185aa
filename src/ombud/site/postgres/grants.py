"""What the application's role may do: everything with rows, nothing with tables, and only add to the record."""

from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import sql

from ombud.site.postgres.secret import APP


def grant(
    owner: "psycopg.Connection[Any]", append_only: Sequence[str] = (), app: str = APP, *, reads: Sequence[str] = ()
) -> None:
    """Give the role `app` its rights on all that the owner has made, and take change and removal from the record.

    Called after each migration, as the owner. Tables of `append_only`, and those that it only `reads`, are passed over
    where they don't exist yet.
    """
    role = sql.Identifier(app)
    with owner.transaction():
        for command in (
            "grant usage on schema public to {}",
            "grant select, insert, update, delete on all tables in schema public to {}",
            "grant usage, select on all sequences in schema public to {}",
            "alter default privileges in schema public grant select, insert, update, delete on tables to {}",
            "alter default privileges in schema public grant usage, select on sequences to {}",
        ):
            owner.execute(sql.SQL(command).format(role))
        for tables, rights in ((append_only, "update, delete, truncate"), (reads, "insert, update, delete, truncate")):
            revoke = sql.SQL(f"revoke {rights} on {{}} from {{}}")
            for table in _those_there(owner, tables):
                owner.execute(revoke.format(sql.Identifier("public", table), role))


def _those_there(owner: "psycopg.Connection[Any]", tables: Sequence[str]) -> list[str]:
    """The given tables with their partitions, as far as they exist: rights on a parent don't bind a direct write."""
    rows = owner.execute(
        "with recursive tree as ("
        " select c.oid from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any(%s)"
        " union all select i.inhrelid from pg_inherits i join tree on i.inhparent = tree.oid)"
        " select c.relname from pg_class c join tree on tree.oid = c.oid",
        [list(tables)],
    ).fetchall()
    return [str(row[0]) for row in rows]
