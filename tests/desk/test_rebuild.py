"""Rows, states and counts follow from the record alone, so that they can be thrown away and made again."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from psycopg import sql

from ombud.desk.handle import Act, Done, handle
from ombud.desk.handle_many import let_time_pass
from ombud.desk.rebuild import rebuild
from ombud.desk.statement import ROWS
from ombud.desk.things import THINGS
from ombud.ledger.connection import connection, rows
from tests.cast import MONDAY, SEED, World, a_complaint, an_order, world
from tests.fakes import a_file, report
from tests.reads.test_announcements import announcing

HOUR = timedelta(hours=1)


@pytest.fixture
def bazaar() -> World:
    """A platform where something of every kind happened."""
    made = world("weidian")
    first, second, third = (a_complaint(made, an_order(made, f"o-{n}")).id for n in range(3))
    made.do("complaint.answer", first, made.boris, MONDAY + HOUR, stance="agrees", words="")
    made.do("complaint.withdraw", third, made.ana, MONDAY + HOUR, words="Found it.")
    made.tell("product.tell", "mug", facts={"shop": "mugs", "title": "Mug", "price": 16800, "currency": "CNY"})
    assert isinstance(made.do("report.file", "", made.ana, shop="tea", about="fraud", words="Fake."), Done)
    let_time_pass([(made.platform.pk, second)], MONDAY + 48 * HOUR)
    limited = made.do(
        "account.limit", "other", made.rita, reason="abuse", words="Abuse.", until=(MONDAY + 48 * HOUR).isoformat()
    )
    assert isinstance(limited, Done), limited
    penalty = made.do(
        "penalty.impose", "", made.rita, shop="mugs", violation="harassing-consumers", facts="F.", reasons="R."
    )
    assert isinstance(penalty, Done), penalty
    assert isinstance(made.do("conversation.say", "o-0", made.ana, MONDAY + HOUR, words="Hello."), Done)
    picture = a_file(made, "ana")
    made.do("complaint.message", second, made.ana, MONDAY + HOUR, words="Here.", files=[{"file": picture}])
    kept_file = [{"file": a_file(made, "ana")}]
    assert isinstance(made.do("order_vault.keep", "o-0:consumer", made.ana, MONDAY + HOUR, files=kept_file), Done)
    assert isinstance(report(made, "o-1", picture, MONDAY + HOUR), Done)
    said = {"shop": "mugs", "link": "https://forum.example/1", "words": "Forty people wait."}
    assert isinstance(made.do("public_item.record", "", made.rita, **said), Done)
    assert isinstance(made.do("order.rate", "o-2", made.ana, MONDAY + HOUR, stars=4, words="Fine."), Done)
    open_hours = made.do("announcement.publish", "", made.senior, **announcing())
    assert isinstance(open_hours, Done), open_hours
    money = handle(Act(made.platform.pk, "fund.settle", "mugs:CNY", SEED, {"reference": "s-1", "amount": 900}))
    assert isinstance(money, Done), money
    backlog = {"waiting": 9, "missed": 8, "answered": 1, "since": MONDAY.isoformat(), "least": 5, "percent": 40}
    assert isinstance(made.do("surge.raise-alarm", "", SEED, shop="mugs", kind="backlog", backlog=backlog), Done)
    assert isinstance(made.do("erasure.ask", "other", made.other, MONDAY + HOUR), Done)
    return made


def kept(made: World) -> dict[str, Any]:
    """Everything that is kept beside the record for this platform."""
    every = sql.SQL("SELECT * FROM {} WHERE platform = %s ORDER BY id")
    mine = (made.platform.pk,)
    tables = {table: connection().execute(every.format(sql.Identifier(table)), mine).fetchall() for table in ROWS}
    counts = rows(
        "SELECT scope, bucket, shard, n FROM kept_count WHERE platform = %s AND n <> 0 ORDER BY 1, 2, 3",
        (made.platform.pk,),
    )
    states = rows("SELECT id, state, next_due_at FROM stream WHERE platform = %s ORDER BY id", (made.platform.pk,))
    return {**tables, "counts": counts, "states": states}


def differing(made: World, *, replace: bool) -> set[tuple[str, str]]:
    return {(one.table, one.id) for one in rebuild(replace=replace, platform=made.platform.pk)}


def test_what_is_kept_is_what_the_record_says(bazaar: World) -> None:
    assert all(kept(bazaar).values())
    assert differing(bazaar, replace=False) == set()


def test_thrown_away_rows_and_counts_come_back_identical(bazaar: World) -> None:
    before = kept(bazaar)
    for table in (*ROWS, "kept_count"):
        connection().execute(
            sql.SQL("DELETE FROM {} WHERE platform = %s").format(sql.Identifier(table)), (bazaar.platform.pk,)
        )
    connection().execute(
        "UPDATE stream SET state = '{}', next_due_at = NULL WHERE platform = %s", (bazaar.platform.pk,)
    )
    assert differing(bazaar, replace=True)
    assert kept(bazaar) == before
    assert differing(bazaar, replace=True) == set()


def test_a_changed_row_and_one_that_nothing_stands_behind_are_named_and_put_right(bazaar: World) -> None:
    before = kept(bazaar)
    mine = (bazaar.platform.pk,)
    connection().execute("UPDATE order_row SET paid = 1 WHERE platform = %s AND id = 'o-1'", mine)
    connection().execute("INSERT INTO shop_row VALUES (%s, 'ghost', 'Ghost', '', false)", mine)
    connection().execute("UPDATE kept_count SET n = n + 1 WHERE platform = %s AND bucket = 'merchant'", mine)
    found = differing(bazaar, replace=False)
    assert {("order_row", "o-1"), ("shop_row", "ghost")} <= found
    assert {table for table, _ in found} == {"order_row", "shop_row", "kept_count"}
    assert differing(bazaar, replace=True) == found
    assert kept(bazaar) == before


SET_STATE = "UPDATE stream SET state = %s WHERE platform = %s AND id = 'order/o-1'"


def test_a_state_of_before_a_field_was_added_is_no_difference_unless_the_record_gives_it_a_value(bazaar: World) -> None:
    mine = bazaar.platform.pk
    ((state,),) = rows("SELECT state FROM stream WHERE platform = %s AND id = 'order/o-1'", (mine,))
    whole = json.loads(bytes(state))
    defaults = {one.encode_name: one.default for one in msgspec.structs.fields(THINGS["order"].state)}
    begins = [name for name, value in whole.items() if value in ("", False) and defaults[name] == value]
    told = [name for name, value in whole.items() if defaults[name] not in (value, msgspec.NODEFAULT)]
    assert begins
    assert told
    for name, expected in ((begins[0], set()), (told[0], {("stream", "order/o-1")})):
        before = json.dumps({one: value for one, value in whole.items() if one != name}).encode()
        connection().execute(SET_STATE, (before, mine))
        assert differing(bazaar, replace=False) == expected, name
    connection().execute(SET_STATE, (b'{"no": "state"}', mine))
    assert differing(bazaar, replace=True) == {("stream", "order/o-1")}
    assert differing(bazaar, replace=False) == set()


def run(made: World, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name != "OMBUD_OWNER_DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "ombud.site.cli", "ledger", *words, "--platform", str(made.platform.pk)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_checks_compares_and_rebuilds(bazaar: World, owner: Any) -> None:
    assert run(bazaar, "rebuild").returncode == 0
    assert run(bazaar, "compare").stdout == "Everything is as the record says.\n"
    checked = run(bazaar, "check")
    assert (checked.returncode, checked.stdout.split()[0]) == (0, "All")
    owner.execute(
        "UPDATE event SET body = body || '\\x20'::bytea WHERE platform = %s AND stream = 'order/o-1' AND seq = 1",
        (bazaar.platform.pk,),
    )
    broken = run(bazaar, "check")
    assert broken.returncode == 1
    assert f"platform {bazaar.platform.pk}, stream order/o-1, event 1: the event was changed" in broken.stdout
