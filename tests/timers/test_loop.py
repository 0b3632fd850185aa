"""Time passes by itself where something is due, and only there."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from ombud.desk import clock
from ombud.ledger.check import broken
from ombud.ledger.connection import connection, rows
from ombud.timers import cleanup, loop
from tests.cast import MONDAY, World, a_complaint, an_order, world

HOUR = timedelta(hours=1)


@pytest.fixture
def bazaar() -> World:
    return world()


def events(made: World, stream: str) -> list[str]:
    found = rows("SELECT type FROM event WHERE platform = %s AND stream = %s ORDER BY seq", (made.platform.pk, stream))
    return [row[0] for row in found]


@pytest.mark.requirement("EV-4")
@pytest.mark.requirement("MP-5")
def test_a_party_is_reminded_once_before_its_deadline_and_the_case_goes_on_after_it(bazaar: World) -> None:
    case = a_complaint(bazaar).id
    loop.settle(at=MONDAY + 36 * HOUR - timedelta(seconds=1))
    assert events(bazaar, case) == ["ComplaintFiled", "ComplaintAdmitted"]
    for _ in range(3):
        loop.settle(at=MONDAY + 36 * HOUR)
    assert events(bazaar, case)[2:] == ["PartyReminded"]
    loop.settle(at=MONDAY + 48 * HOUR)
    assert events(bazaar, case)[3:] == ["DeadlineLapsed", "PlatformSteppedIn"]


@pytest.mark.requirement("EV-4")
def test_several_loops_at_once_let_each_thing_follow_exactly_once(bazaar: World) -> None:
    cases = [a_complaint(bazaar, an_order(bazaar, f"o-{n}")).id for n in range(9)]
    at = MONDAY + 48 * HOUR

    def settle(_n: int) -> int:
        return loop.settle(at=at)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(settle, range(4)))
    loop.settle(at=at)
    for case in cases:
        assert events(bazaar, case)[2:] == ["DeadlineLapsed", "PlatformSteppedIn"]
    assert [one for one in broken() if one.platform == bazaar.platform.pk] == []


def test_the_loop_settles_by_itself_and_ends_when_told(bazaar: World) -> None:
    case = a_complaint(bazaar).id
    stop = threading.Event()
    thread = threading.Thread(target=loop.run, args=(stop,))
    with clock.at(MONDAY + 48 * HOUR):
        thread.start()
        while thread.is_alive() and len(events(bazaar, case)) == 2:
            stop.wait(0.02)
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert events(bazaar, case)[2:] == ["DeadlineLapsed", "PlatformSteppedIn"]


def test_old_answers_and_done_side_effects_go_and_what_waits_stays(bazaar: World) -> None:
    a_complaint(bazaar)
    platform = bazaar.platform.pk
    connection().execute(
        "UPDATE outbox SET done_at = %s WHERE platform = %s AND job = 'notice' AND id IN"
        " (SELECT min(id) FROM outbox WHERE platform = %s)",
        (MONDAY, platform, platform),
    )
    connection().execute("UPDATE idempotency SET at = %s WHERE platform = %s", (MONDAY, platform))

    def held() -> tuple[int, int]:
        one = rows("SELECT count(*) FROM outbox WHERE platform = %s", (platform,))[0][0]
        two = rows("SELECT count(*) FROM idempotency WHERE platform = %s", (platform,))[0][0]
        return one, two

    outbox, answers = held()
    cleanup.clean(MONDAY + timedelta(days=13))
    assert held() == (outbox, answers)
    cleanup.clean(MONDAY + timedelta(days=31))
    assert held() == (outbox - 1, 0)
