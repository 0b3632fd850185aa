"""Whether the database keeps what it acknowledges, and whether the application has no more rights than it needs."""

from collections.abc import Iterator

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from ombud.site.doctor.finding import Finding, missing, weak, well
from ombud.site.postgres import durability
from ombud.site.postgres.binaries import OLDEST_VERSION

HEARTBEAT_SECONDS_MAX = 60
"""The worker says each 10 s that it lives; six missed in a row is no accident."""


def usable() -> bool:
    """Whether it answers and has the code's shape."""
    try:
        return not _unmigrated()
    except Error:
        return False


def findings() -> Iterator[Finding]:
    """Version, durability, shape and rights."""
    try:
        connection.ensure_connection()
    except Error as why:
        reason = str(why).strip().splitlines()[0]
        yield missing("database", f"PostgreSQL doesn't answer: {reason}", "Check DATABASE_URL, or start the server.")
        return
    yield _version()
    yield _durable()
    yield _shape()
    yield _rights()


def worker() -> Finding:
    """Whether a worker has lately said that it lives."""
    with connection.cursor() as cursor:
        cursor.execute("select extract(epoch from now() - max(last_heartbeat))::float8 from procrastinate_workers")
        row = cursor.fetchone()
    seconds = row[0] if row else None
    if seconds is None or seconds > HEARTBEAT_SECONDS_MAX:
        since = "No worker runs" if seconds is None else f"The worker was last heard of {seconds:.0f} s ago"
        way_out = "Start one: ombud serve does, or ombud worker."
        return missing("worker", f"{since}: no notice leaves and no deadline's consequence is written.", way_out)
    return well("worker", f"A worker was heard of {seconds:.0f} s ago.")


def _version() -> Finding:
    major = connection.pg_version // 10000  # type: ignore[attr-defined] # PostgreSQL's wrapper has it
    if major < OLDEST_VERSION:
        return missing("postgresql", f"It is version {major}.", f"Use version {OLDEST_VERSION} or newer.")
    return well("postgresql", f"Version {major}.")


def _durable() -> Finding:
    assert connection.connection is not None
    wrong = durability(connection.connection)
    if wrong:
        told = ", ".join(f"{name} = {value}" for name, value in wrong.items())
        return missing("durability", f"Acknowledged writes may be lost: {told}.", "Set them to on and restart.")
    return well("durability", "What is acknowledged is on the disk first.")


def _unmigrated() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _shape() -> Finding:
    count = _unmigrated()
    if count:
        return missing("migrations", f"{count} are not applied.", "Run ombud migrate.")
    return well("migrations", "All are applied.")


def _rights() -> Finding:
    """The application's role owns no table and can't change the record."""
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        powers = cursor.fetchone() or (False, False)
        cursor.execute("select count(*) from pg_tables where schemaname = 'public' and tableowner = current_user")
        owned = (cursor.fetchone() or (0,))[0]
        cursor.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relname = any(%s)"
            " and has_table_privilege(oid, 'update, delete, truncate')",
            [list(settings.APPEND_ONLY_TABLES)],
        )
        loose = [row[0] for row in cursor.fetchall()]
    if any(powers) or owned or loose:
        way_out = "Give DATABASE_URL a role that owns nothing, OMBUD_OWNER_DATABASE_URL the owner; run ombud migrate."
        return weak("rights", "The application's role owns tables or may rewrite the record.", way_out)
    return well("rights", "The application's role owns nothing and can only add to the record.")
