"""PostgreSQL itself keeps platforms apart: the site's role sees the platform that was named, and before that none."""

import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings

from ombud.accounts.models import Draft, Person
from ombud.ledger import fence
from ombud.site.postgres.fences import KNOWN_FIRST, TABLES
from tests.cast import world

pytestmark = pytest.mark.requirement("EV-2")


@pytest.fixture
def web() -> Iterator[Any]:
    """A connection as the site's own processes have it."""
    with psycopg.connect(settings.WEB_DATABASE_URL, autocommit=True) as connection:
        yield connection


def _fenced(web: Any) -> list[tuple[str, str]]:
    return [(table, column) for table, column in web.execute(TABLES).fetchall()]


def test_every_table_that_has_a_platform_is_fenced_and_nobody_who_owns_it_is_let_off(web: Any) -> None:
    told = dict(
        web.execute("SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relkind IN ('r', 'p')")
    )
    tables = _fenced(web)
    assert len(tables) > 40
    assert [table for table, _column in tables if not told[table]] == []
    who = web.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
    assert who == (False, False)
    app = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'ombud_app'"
    assert web.execute(app).fetchone() == (False, False)
    owned = "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = current_user"
    assert web.execute(owned).fetchone() == (0,)


def test_before_a_platform_is_named_there_is_no_record_and_then_only_that_platforms(web: Any) -> None:
    ours, theirs = world("weidian"), world("wechat")
    ana = Person.objects.get(platform=ours.platform, ref="ana")
    Draft.objects.create(platform=ours.platform, person=ana, form="file", fields={"problem": "Not sent yet."})
    records = [table for table, column in _fenced(web) if column == "platform" or table in KNOWN_FIRST]
    assert {"event", "stream", "kept_words", "complaint_row", "message", "evidence_file"} & set(records)
    for table in records:
        assert web.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table  # noqa: S608 - a name of ours
    for one in (ours, theirs):
        web.execute(fence.NAME, (str(one.platform.pk),))
        assert web.execute("SELECT count(*) FROM stream").fetchone()[0] > 0
        for table, column in _fenced(web):
            found = [row[0] for row in web.execute(f"SELECT DISTINCT {column} FROM {table}")]  # noqa: S608 - names of ours
            assert found in ([], [one.platform.pk]), table


def test_nothing_can_be_written_for_a_platform_that_was_not_named(web: Any) -> None:
    ours, theirs = world("weidian"), world("wechat")
    put = "INSERT INTO outbox (platform, stream, seq, job, payload, at) VALUES (%s, 's', 1, 'none', '', now())"
    web.execute(fence.NAME, (str(ours.platform.pk),))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute(put, (theirs.platform.pk,))
    web.execute(fence.NAME, (str(theirs.platform.pk),))
    with web.transaction(force_rollback=True):
        web.execute(put, (theirs.platform.pk,))
        web.execute(fence.NAME, (str(ours.platform.pk),))
        assert web.execute("UPDATE outbox SET job = 'ours'").rowcount == 0
        assert web.execute("DELETE FROM outbox WHERE stream = 's'").rowcount == 0


def test_the_site_itself_writes_nothing_into_the_log_and_takes_nothing_out_of_its_queue(web: Any) -> None:
    """Whoever gets as far as a statement of their own on the site's connection keeps no event from the log by it."""
    made = world("weidian")
    web.execute(fence.NAME, (str(made.platform.pk),))
    assert web.execute("SELECT count(*) FROM to_log").fetchone()[0] > 0
    for statement in (
        "DELETE FROM to_log", "UPDATE to_log SET since = 'infinity'", "TRUNCATE to_log", "DELETE FROM log_key",
        "UPDATE log_key SET verifier = ''", "UPDATE log_head SET size = 0", "DELETE FROM log_head",
        "INSERT INTO log_leaf SELECT * FROM log_leaf", "INSERT INTO log_checkpoint SELECT * FROM log_checkpoint",
        "DELETE FROM log_witness", "DELETE FROM log_stamp", "DELETE FROM event", "UPDATE custody SET act = ''",
        "DELETE FROM looked_at",
    ):  # fmt: skip
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute(statement)


def test_a_forgotten_platform_in_a_statement_shows_nothing_of_the_others(web: Any) -> None:
    """The planted fault: a statement of ours that doesn't say which platform it is about."""
    ours, theirs = world("weidian"), world("wechat")
    forgetful = "SELECT platform FROM stream"
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as worker:
        everywhere = {row[0] for row in worker.execute(forgetful)}
    assert {ours.platform.pk, theirs.platform.pk} <= everywhere
    web.execute(fence.NAME, (str(ours.platform.pk),))
    assert {row[0] for row in web.execute(forgetful)} == {ours.platform.pk}


def test_the_sites_own_processes_connect_by_that_role(site_url: str, web: Any) -> None:
    import urllib.request

    urllib.request.urlopen(f"{site_url}/sign-in", timeout=20).close()
    role = web.execute("SELECT current_user").fetchone()[0]
    with psycopg.connect(os.environ["OMBUD_OWNER_DATABASE_URL"], autocommit=True) as owner:
        others = owner.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND pid <> %s", (role, web.info.backend_pid)
        ).fetchone()
    assert others is not None
    assert others[0] > 0


def test_what_this_thread_works_for_is_told_to_its_connections_and_ends_with_the_request(client: Any) -> None:
    from ombud.ledger.connection import rows

    now = "SELECT coalesce(current_setting('ombud.platform', true), '')"
    fence.within(7)
    assert rows(now) == [("7",)]
    with fence.looking_at(9):
        assert rows(now) == [("9",)]
    assert rows(now) == [("7",)]
    client.get("/sign-in")
    assert fence.named() == ""
    assert rows(now) == [("",)]
