"""Series are counted as things happen: once, by independent complainants, and again the same from the record."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from zlib import crc32

import psycopg
import pytest

from ombud.accounts import platforms
from ombud.accounts.models import Platform
from ombud.core.people import Consumer
from ombud.desk.handle import Done
from ombud.ledger.connection import connection, rows
from ombud.reads.surges import counting
from ombud.reads.surges.closing import close_units
from ombud.reads.surges.counting import count, recount
from ombud.timers import loop, surges
from tests.cast import MONDAY, World, a_filing, an_order, world

WEEK = timedelta(days=7)
TABLES = ("surge_series", "surge_key", "surge_cluster", "shop_turns", "week_tally")


@pytest.fixture
def bazaar() -> World:
    return world()


@pytest.fixture
def owner(database: Any) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the tables' owner."""
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        yield connection


def complain(made: World, who: str, at: Any, n: int = 0, phone: str = "", **filed: Any) -> str:
    """One complaint of a buyer of their own order; without a phone of its own they share none."""
    order = an_order(made, f"o-{who}-{n}-{at:%m%d}", consumer=who, purchased_at=(at - timedelta(days=3)).isoformat())
    phone = phone or f"13{crc32(who.encode()) % 10**9:09}"
    done = made.do("complaint.file", "", Consumer(id=who), at, **a_filing(order, contact={"phone": phone}, **filed))
    assert isinstance(done, Done), done
    return done.id


def wave(made: World, people: int, at: Any, first: int = 0, **filed: Any) -> list[str]:
    return [complain(made, f"buyer-{n}", at + timedelta(minutes=n), **filed) for n in range(first, first + people)]


def quiet_year(made: World, weeks: int = 20) -> Any:
    """One complaint every other week, so that the shop has a history; returns the Monday after it."""
    for n in range(weeks):
        if n % 2 == 0:
            complain(made, f"early-{n}", MONDAY + n * WEEK)
    return MONDAY + weeks * WEEK


def kept(made: World) -> dict[str, Any]:
    """All that was counted for this platform."""
    return {
        table: sorted(map(str, rows(f"SELECT * FROM {table} WHERE platform = %s", (made.platform.pk,))))  # type: ignore[arg-type]  # noqa: S608 - names of ours
        for table in TABLES
    }


def observed(made: World, part: str = "") -> float:
    found = rows(
        "SELECT observed FROM surge_series WHERE platform = %s AND shop = 'mugs' AND part = %s",
        (made.platform.pk, part),
    )
    return float(found[0][0]) if found else 0.0


def alarms(made: World) -> list[Any]:
    return rows("SELECT shop, kind, observed, upper FROM surge_row WHERE platform = %s", (made.platform.pk,))


@pytest.mark.requirement("MP-10")
def test_a_wave_raises_one_alarm_and_an_even_shop_none(bazaar: World) -> None:
    at = quiet_year(bazaar)
    surges.settle(at)
    assert alarms(bazaar) == []
    wave(bazaar, 12, at)
    surges.settle(at + timedelta(hours=2))
    wave(bazaar, 6, at + timedelta(days=1), first=12)
    surges.settle(at + timedelta(days=2))
    ((shop, kind, seen, upper),) = alarms(bazaar)
    assert (shop, kind) == ("mugs", "rise")
    assert upper < seen <= 12


@pytest.mark.requirement("MP-10")
def test_a_cluster_of_accounts_makes_no_alarm(bazaar: World) -> None:
    at = quiet_year(bazaar)
    for n in range(20):
        complain(bazaar, f"farm-{n}", at + timedelta(minutes=n), phone="13912345678")
    for n in range(20):
        reporter = Consumer(id=f"throwaway-{n}")
        bazaar.do("report.file", "", reporter, at, shop="mugs", about="fraud", words="Fake!")
    surges.settle(at + timedelta(hours=1))
    assert observed(bazaar) == 4.0  # two of those who share a telephone, two of those who never bought anything
    assert alarms(bazaar) == []


def test_whoever_complains_again_in_the_same_week_adds_nothing(bazaar: World) -> None:
    for n in range(3):
        complain(bazaar, "ana", MONDAY + timedelta(hours=n), n)
    counting.count_waiting(bazaar.platform.pk)
    assert (observed(bazaar), observed(bazaar, "complaints:not-as-described")) == (1.0, 1.0)


def test_counting_that_dies_before_its_commit_has_counted_nothing_and_goes_on(bazaar: World, owner: Any) -> None:
    wave(bazaar, 5, MONDAY)
    platform = bazaar.platform.pk
    owner.execute("ALTER TABLE week_tally ADD CONSTRAINT planted CHECK (platform <> %d) NOT VALID" % platform)  # noqa: UP031
    try:
        with pytest.raises(psycopg.errors.CheckViolation):
            count(platform)
    finally:
        owner.execute("ALTER TABLE week_tally DROP CONSTRAINT planted")
    assert all(not its for its in kept(bazaar).values())
    assert count(platform) == 5
    assert count(platform) == 0
    assert observed(bazaar) == 5.0


def test_several_counters_at_once_count_each_thing_once(bazaar: World) -> None:
    wave(bazaar, 30, MONDAY)

    def go(_n: int) -> int:
        return counting.count_waiting(bazaar.platform.pk)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(go, range(4)))
    assert observed(bazaar) == 30.0
    filed = "SELECT n FROM week_tally WHERE platform = %s AND what = 'filed'"
    assert rows(filed, (bazaar.platform.pk,)) == [(30,)]


def test_counting_anew_from_the_record_gives_the_same(bazaar: World) -> None:
    at = quiet_year(bazaar, 6)
    wave(bazaar, 9, at)
    bazaar.do("public_item.record", "", bazaar.rita, at, shop="mugs", link="https://x.example/a/1", words="They wait.")
    for _ in range(3):
        counting.count_waiting(bazaar.platform.pk)
    before = kept(bazaar)
    assert recount(bazaar.platform.pk) > 0
    assert kept(bazaar) == before


def test_units_close_once_whoever_dies_in_between(bazaar: World) -> None:
    wave(bazaar, 3, MONDAY)
    counting.count_waiting(bazaar.platform.pk)
    platform, later = bazaar.platform.pk, MONDAY + 5 * WEEK
    assert close_units(platform, later) > 0
    assert close_units(platform, later) == 0
    before = kept(bazaar)
    wave(bazaar, 2, later, first=50)
    assert connection().execute("SELECT count(*) FROM surge_key WHERE platform = %s", (platform,)).fetchone() == (0,)
    counting.count_waiting(bazaar.platform.pk)
    assert observed(bazaar) == 2.0
    assert before != kept(bazaar)


@pytest.mark.requirement("MP-10")
def test_a_shop_that_misses_its_turns_is_an_alarm_with_its_figures(bazaar: World) -> None:
    for n in range(7):
        complain(bazaar, f"buyer-{n}", MONDAY + timedelta(minutes=n))
    late = MONDAY + timedelta(hours=50)
    loop.settle(at=late)
    surges.settle(late)
    ((shop, kind, missed, _),) = alarms(bazaar)
    assert (shop, kind, missed) == ("mugs", "backlog", 7)


def test_a_platform_whose_rules_are_gone_stops_no_other(bazaar: World) -> None:
    gone = world()
    wave(gone, 1, MONDAY)
    wave(bazaar, 2, MONDAY)
    Platform.objects.filter(pk=gone.platform.pk).update(pack="no-such-pack")
    platforms._kept.clear()
    surges.settle(MONDAY)
    assert (observed(gone), observed(bazaar)) == (0.0, 2.0)
    assert rows("SELECT count(*) FROM to_count WHERE platform = %s", (gone.platform.pk,))[0][0] > 0


COUNTER = """
import django
django.setup()
from ombud.reads.surges import counting, taken
taken.BATCH = 2
while counting.count({platform}):
    print("one batch", flush=True)
"""


def test_a_counter_that_is_killed_again_and_again_loses_nothing_and_counts_nothing_twice(bazaar: World) -> None:
    wave(bazaar, 12, MONDAY)
    for batches in (1, 2):
        program = COUNTER.format(platform=bazaar.platform.pk)
        with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as counter:
            assert counter.stdout is not None
            for _ in range(batches):
                assert counter.stdout.readline() == "one batch\n"
            counter.kill()  # in the middle of a batch, or between two
    counting.count_waiting(bazaar.platform.pk)
    counted = kept(bazaar)
    assert observed(bazaar) == 12.0
    recount(bazaar.platform.pk)
    assert kept(bazaar) == counted
