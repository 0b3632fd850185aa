"""A shop's public record: whole days, closed cases, final rulings, nothing of what is open, and no rate of a few."""

from datetime import timedelta
from typing import Any

import pytest

from ombud.desk.handle import Done
from ombud.desk.rebuild import rebuild
from ombud.ledger.connection import rows
from ombud.reads import shop_record
from ombud.reads.shop_record import Record
from ombud.reads.shop_tallies import EDGES
from tests.cast import MONDAY, World, a_filing, an_order, world

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def record(made: World, now: Any = MONDAY + DAY, shop: str = "mugs") -> Record:
    return shop_record.record(made.platform.pk, shop, now)


def done(outcome: Any) -> Done:
    assert isinstance(outcome, Done), outcome
    return outcome


def complained(made: World, n: int, at: Any = MONDAY) -> str:
    order = an_order(made, f"o-{n}")
    return done(made.do("complaint.file", "", made.ana, at, **a_filing(order))).id


def withdrawn(made: World, case: str, at: Any) -> None:
    done(made.do("complaint.withdraw", case, made.ana, at, words="It is all right."))


@pytest.mark.requirement("CG-6")
def test_only_closed_cases_count_and_a_reopened_one_leaves_the_figures() -> None:
    made = world()
    cases = [complained(made, n) for n in range(6)]
    assert (record(made).orders, record(made).complaints) == (6, 0)

    for case in cases:
        withdrawn(made, case, MONDAY + HOUR)
    now = record(made)
    assert (now.complaints, now.unanswered, now.ended) == (6, 6, 0)
    assert now.per_thousand == 1000.0
    assert now.answer_hours is None

    done(made.do("complaint.reopen", cases[0], made.ana, MONDAY + 2 * HOUR, words="It broke again."))
    assert record(made).complaints == 5
    assert record(made, shop="tea").complaints == 0
    assert rebuild(replace=False, platform=made.platform.pk) == []


@pytest.mark.requirement("CG-6")
def test_the_middle_of_the_time_to_answer_is_an_edge_that_holds() -> None:
    made = world()
    for n, hours in enumerate((1, 2, 5, 20, 40)):
        case = complained(made, n)
        words = {"stance": "refuses", "words": "It was whole."}
        done(made.do("complaint.answer", case, made.boris, MONDAY + hours * HOUR, **words))
        withdrawn(made, case, MONDAY + 41 * HOUR)

    now = record(made, MONDAY + 3 * DAY)

    assert (now.answered, now.unanswered, now.answer_hours) == (5, 0, 6)
    assert now.answer_hours in EDGES


def test_the_days_are_whole_ones_and_older_ones_drop_out() -> None:
    made = world()
    for n in range(5):
        withdrawn(made, complained(made, n), MONDAY + HOUR)

    assert record(made, MONDAY + 89 * DAY).complaints == 5
    assert record(made, MONDAY + 90 * DAY).complaints == 0
    first = record(made, MONDAY)
    assert (first.until - first.since).days == 90


@pytest.mark.requirement("CG-6")
def test_a_ruling_counts_once_nobody_can_ask_for_a_review() -> None:
    made = world()
    case = complained(made, 1)
    at = MONDAY + HOUR
    done(made.do("complaint.answer", case, made.boris, at, stance="refuses", words="It was whole."))
    done(made.do("complaint.escalate", case, made.ana, at + HOUR, words="It was not."))
    ruling = {
        "liability": "none", "merchant_share": 0, "terms": {"remedy": "none"}, "reason": "claim-not-shown",
        "relied_on": [], "rules": ["2.1"], "facts": "The photos show a whole mug.",
        "reasons": "Nothing else was shown.",
    }  # fmt: skip
    done(made.do("complaint.rule", case, made.rita, at + 2 * HOUR, **ruling))

    state = rows("SELECT bucket FROM kept_count WHERE platform = %s AND scope = 'record:mugs'", (made.platform.pk,))
    days = sorted(bucket[:10] for (bucket,) in state if not bucket.endswith("/order"))
    assert len(set(days)) == 1
    assert days[0] > "2026-03-09"
    assert record(made, MONDAY + DAY).ended == 0
    assert record(made, MONDAY + 60 * DAY).rulings_for == 1
    assert rebuild(replace=False, platform=made.platform.pk) == []


@pytest.mark.requirement("CG-6")
def test_ratings_of_those_who_bought_are_listed_and_averaged_from_five_on() -> None:
    made = world()
    for n, stars in enumerate((5, 4, 4, 3)):
        order = an_order(made, f"o-{n}", delivered_at=MONDAY.isoformat())
        done(made.do("order.rate", order, made.ana, MONDAY + n * HOUR, stars=stars, words=f"No. {n}"))
    assert (record(made).ratings, record(made).average) == (4, None)

    order = an_order(made, "o-5", delivered_at=MONDAY.isoformat())
    done(made.do("order.rate", order, made.ana, MONDAY, stars=4))
    done(made.do("order.answer-rating", "o-0", made.boris, MONDAY + DAY, words="Thank you."))
    assert record(made).average == 4.0
    found, more = shop_record.ratings(made.platform.pk, "mugs", MONDAY + DAY)
    assert [(one.stars, one.words, one.answer) for one in found if one.words in ("No. 3", "No. 0")] == [
        (3, "No. 3", ""), (5, "No. 0", "Thank you."),
    ]  # fmt: skip
    assert (len(found), more) == (5, None)

    done(made.do("order.rate", "o-0", made.ana, MONDAY + DAY, stars=1, words="It broke."))
    assert record(made).stars == (1, 0, 1, 3, 0)
    assert rebuild(replace=False, platform=made.platform.pk) == []
