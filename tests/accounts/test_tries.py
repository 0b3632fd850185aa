"""Tries in vain: a few are free, then each waits longer, and nothing is ever locked for good."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from ombud.accounts.tries import Counted, Limit, take, went_well
from ombud.ledger.connection import forget, rows
from ombud.timers.cleanup import clean

AT = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
LIMIT = Limit(free=3, first=10, longest=60, forgets=timedelta(hours=1))


def counted(limit: Limit = LIMIT, **more: bool) -> Counted:
    return Counted("test", uuid4().hex, limit, **more)


def test_waits_double_up_to_the_longest_and_then_stay() -> None:
    one, at, waits = [counted()], AT, []
    assert [take(one, at) for _ in range(4)] == [0, 0, 0, 0]
    for _ in range(5):
        waits.append(take(one, at))
        at += timedelta(seconds=waits[-1])
        assert take(one, at) == 0
    assert waits == [10, 20, 40, 60, 60]


def test_whoever_waits_is_told_how_long_and_trying_meanwhile_costs_nothing() -> None:
    one = [counted()]
    for _ in range(4):
        assert take(one, AT) == 0
    for second in (0, 3, 9):
        assert take(one, AT + timedelta(seconds=second)) == 10 - second
    assert take(one, AT + timedelta(seconds=10)) == 0


def test_a_try_that_goes_well_wipes_the_slate_or_gives_its_ticket_back() -> None:
    wiped, kept = counted(), counted(clears=False)
    for _ in range(3):
        assert take([wiped, kept], AT) == 0
    went_well([wiped, kept], AT)
    assert take([wiped], AT) == take([wiped], AT) == take([wiped], AT) == take([wiped], AT) == 0
    assert take([kept], AT) == take([kept], AT) == 0
    assert take([kept], AT) > 0


def test_a_rest_forgets_all() -> None:
    one = [counted()]
    for _ in range(4):
        take(one, AT)
    assert take(one, AT) > 0
    later = AT + timedelta(hours=1, minutes=1)
    assert [take(one, later) for _ in range(4)] == [0, 0, 0, 0]


def test_one_that_waits_costs_the_others_nothing() -> None:
    free, full = counted(), counted(Limit(free=0, first=10, longest=60))
    take([full], AT)
    take([full], AT)
    for _ in range(9):
        assert take([free, full], AT) > 0
    assert [take([free], AT) for _ in range(4)] == [0, 0, 0, 0]


def test_many_at_once_get_no_more_tickets_than_one_by_one() -> None:
    one = [counted()]

    def ask(_: int) -> bool:
        try:
            return take(one, AT) == 0
        finally:
            forget()

    with ThreadPoolExecutor(8) as many:
        assert sum(many.map(ask, range(40))) == 4


def test_nothing_can_be_read_from_what_is_kept_and_it_goes_in_time() -> None:
    one = Counted("sign-in", "ana@example.org 192.0.2.7", LIMIT)
    take([one], AT - timedelta(days=3))
    kept = rows("SELECT key FROM accounts_tries WHERE key = %s", (one.key,))
    assert len(kept) == 1
    assert len(one.key) == 64
    assert clean(AT)["accounts_tries"] >= 1
    assert not rows("SELECT key FROM accounts_tries WHERE key = %s", (one.key,))


def test_of_several_at_once_the_one_that_comes_late_with_an_earlier_instant_is_free_too() -> None:
    one = [counted()]
    assert [take(one, AT + timedelta(milliseconds=ms)) for ms in (7, 0, 3, 5)] == [0, 0, 0, 0]
    assert take(one, AT) > 0
