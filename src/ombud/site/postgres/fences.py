"""The second fence between platforms, in PostgreSQL itself: row-level security on every table that has a platform.

The first fence is that every statement names its platform. Should one forget, the site's role still sees only the rows
of the platform that the process has named (`ledger/fence.py`), and none before it has.
"""

from typing import Any

import psycopg
from psycopg import sql

TABLES = """
SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT a.attisdropped
    AND a.attname IN ('platform', 'platform_id')
ORDER BY c.relname
"""
NAMED = "nullif(current_setting('ombud.platform', true), '')::int"
RECORD = f"{{column}} = {NAMED}"
"""The record, its lists and its evidence: nothing before a platform is named."""
PEOPLE = f"{{column}} = {NAMED} OR {NAMED} IS NULL"
"""Who signs in, by which key, by which link: looked up before anybody knows the platform, fenced afterwards."""
KNOWN_FIRST = ("accounts_draft", "accounts_rulesaccepted")
"""What people have here, and nobody looks for before they are known: as the record."""


def raise_fences(owner: "psycopg.Connection[Any]", web: str, *everywhere: str) -> list[str]:
    """Put the fence around the role `web`, and let the roles `everywhere` and the owner through; returns the tables.

    Called after each migration, as the owner; harmless to repeat. Forced, so that whoever owns a table needs a policy
    too: the owner has one, for migrations.
    """
    fenced = []
    with owner.transaction():
        for table, column in owner.execute(TABLES).fetchall():
            name = sql.Identifier("public", table)
            owner.execute(sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(name))
            owner.execute(sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(name))
            people = column == "platform_id" and table not in KNOWN_FIRST
            said = (PEOPLE if people else RECORD).format(column=column)
            _policy(owner, name, "one_platform", said, web)
            _policy(owner, name, "all_platforms", "true", *everywhere, owner.info.user)
            fenced.append(table)
    return fenced


def _policy(owner: "psycopg.Connection[Any]", table: sql.Identifier, name: str, said: str, *roles: str) -> None:
    policy, to = sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, dict.fromkeys(roles)))
    owner.execute(sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(policy, table))
    make = sql.SQL("CREATE POLICY {} ON {} TO {} USING ({}) WITH CHECK ({})")
    # What it says is put together from constants above.
    owner.execute(make.format(policy, table, to, sql.SQL(said), sql.SQL(said)))
