"""What is held stays exactly until its decision ends; what lacks is held as it comes in."""

import pytest

from ombud.core.fund import hold, pay_out, release, settle
from ombud.core.fund.hold import HELD_BEFORE, NO_SURGE, NO_WORDS
from ombud.core.fund.release import NONE_HELD
from ombud.core.fund.rungs import NO_AMOUNT
from ombud.core.people import Reviewer
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import EMPTY, Words
from tests.core.complaint.world import BORIS, RITA
from tests.core.fund.cast import TILL, At, balances, settled

SAID = Words("Too many complaints.")
SURGE = {"surge": "g1", "words": SAID}


def test_a_hold_takes_what_is_free_and_the_rest_as_it_comes_in() -> None:
    made = settled(3_000).then(hold, RITA, amount=5_000, number="TS-1", **SURGE)
    assert balances(made.now) == {"outside": -3_000, "held": 3_000}
    more = made.then(settle, TILL, reference="s-2", amount=4_000)
    assert balances(more.now) == {"outside": -7_000, "held": 5_000, "available": 2_000}


def test_what_is_held_cant_be_paid_out_and_is_freed_whole() -> None:
    made = settled(3_000).then(hold, RITA, amount=2_000, number="TS-1", **SURGE)
    assert made.attempt(pay_out, TILL, reference="p", amount=1_001).code == "funds-not-free"
    freed = made.then(release, RITA, **SURGE)
    assert balances(freed.now) == {"outside": -3_000, "available": 3_000}
    assert freed.now.holds == ()
    assert freed.attempt(release, RITA, **SURGE) == NONE_HELD


def test_money_that_is_freed_goes_to_the_hold_that_lacks_it() -> None:
    made = settled(3_000).then(hold, RITA, amount=3_000, number="TS-1", **SURGE)
    waiting = made.then(hold, RITA, amount=1_000, surge="g2", number="TS-2", words=SAID)
    assert [one.kept for one in waiting.now.holds] == [3_000, 0]
    freed = waiting.then(release, RITA, **SURGE)
    assert balances(freed.now) == {"outside": -3_000, "held": 1_000, "available": 2_000}


@pytest.mark.parametrize(
    ("by", "fields", "refusal"),
    [
        (BORIS, {}, NOT_STAFF),
        (Reviewer(id="new", rights=()), {}, NO_RIGHT),
        (RITA, {"number": ""}, NO_SURGE),
        (RITA, {"amount": 0}, NO_AMOUNT),
        (RITA, {"words": EMPTY}, NO_WORDS),
    ],
)
def test_a_hold_needs_a_reviewer_an_amount_and_reasons(by: object, fields: dict[str, object], refusal: object) -> None:
    assert At().attempt(hold, by, **{"amount": 100, "number": "TS-1", **SURGE, **fields}) == refusal  # type: ignore[arg-type]


def test_one_surge_holds_once() -> None:
    made = settled().then(hold, RITA, amount=100, number="TS-1", **SURGE)
    assert made.attempt(hold, RITA, amount=100, number="TS-1", **SURGE) == HELD_BEFORE
