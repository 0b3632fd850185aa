"""The roles and the one database: an owner who migrates, and two that own nothing, the worker's and the site's."""

from pathlib import Path

import psycopg
from psycopg import sql

from ombud.site.postgres.secret import ADMIN, APP, DATABASE, OWNER, WEB, passwords_of, url


def make_roles(folder: Path) -> None:
    """Make roles, database and default privileges where they are missing; harmless to repeat."""
    words = passwords_of(folder)
    with psycopg.connect(url(folder, ADMIN, words.admin, "postgres"), autocommit=True) as admin:
        for role, password in ((OWNER, words.owner), (APP, words.app), (WEB, words.web)):
            if admin.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone() is None:
                command = "create role {} login nosuperuser nocreatedb nocreaterole password {}"
                admin.execute(sql.SQL(command).format(sql.Identifier(role), sql.Literal(password)))
        # Who migrates, backs up and restores moves whole tables, which row-level security would refuse.
        admin.execute(sql.SQL("alter role {} bypassrls").format(sql.Identifier(OWNER)))
        if admin.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone() is None:
            admin.execute(sql.SQL("create database {} owner {}").format(*map(sql.Identifier, (DATABASE, OWNER))))
            admin.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(DATABASE)))
        for role in (APP, WEB):
            admin.execute(sql.SQL("grant connect on database {} to {}").format(*map(sql.Identifier, (DATABASE, role))))
