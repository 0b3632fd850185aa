"""A refund without return on which nobody ruled can be reviewed where the pack takes reports of fake evidence."""

from datetime import UTC, datetime

import pytest

from ombud.core.complaint import (
    approve,
    ask_review,
    confirm,
    decide_review,
    offer,
    open_exhibits,
    prove,
    send_goods,
    verify,
    withdraw,
)
from ombud.core.complaint.ask_review import ASKED_BEFORE, NO_RULING, WINDOW_CLOSED
from ombud.core.words import Words
from tests.core.complaint.cast import (
    FINDINGS,
    FOR_NOBODY,
    FOR_SHOP,
    PROVED,
    RETURN,
    SAID,
    SETTLED,
    Case,
    attempt,
    filed,
)
from tests.core.complaint.world import BORIS, CARLA, INSTANT, POLICY, REPORTS, RITA, RUTH, T0, packed

REPORTING = packed(evidence_reports=REPORTS)


def refunded(case: Case = SETTLED, policy: object = REPORTING) -> Case:
    """What was agreed was paid, and the consumer says that it arrived: closed, and nobody ruled."""
    paid = case._replace(policy=policy).then(prove, BORIS, proof="refund-number", reference=Words("1234567"))  # type: ignore[arg-type]
    return paid.then(confirm, CARLA)


REFUNDED = refunded()
ENDS = datetime(2026, 3, 18, tzinfo=UTC)
"""The end of the fifteenth day after the Monday of the refund."""


@pytest.mark.requirement("PD-6")
def test_the_shop_asks_for_a_review_of_a_refund_that_nobody_ruled_counted_from_the_refund() -> None:
    assert (REFUNDED.state.stage, REFUNDED.state.ruling, REFUNDED.state.refunded) == ("closed", None, 6_000)
    until = ENDS
    assert isinstance(attempt(ask_review, REFUNDED, BORIS, at=until - INSTANT, words=SAID), tuple)
    assert attempt(ask_review, REFUNDED, BORIS, at=until, words=SAID) == WINDOW_CLOSED.given(closed_at=until)


def test_who_was_given_it_has_nothing_to_ask_a_review_of() -> None:
    assert attempt(ask_review, REFUNDED, CARLA, words=SAID) == NO_RULING


def test_where_no_such_reports_are_taken_only_a_ruling_is_reviewed() -> None:
    assert attempt(ask_review, refunded(policy=POLICY), BORIS, words=SAID) == NO_RULING


def test_what_came_back_or_was_never_given_is_not_reviewed_so() -> None:
    returned = filed(policy=REPORTING, asked=RETURN)
    agreed = returned.then(offer, BORIS, terms=RETURN)
    assert attempt(ask_review, agreed, BORIS, words=SAID) == NO_RULING
    sent = SETTLED._replace(policy=REPORTING)
    assert attempt(ask_review, sent, BORIS, words=SAID) == NO_RULING
    gone = filed(policy=REPORTING).then(withdraw, CARLA)
    assert attempt(ask_review, gone, BORIS, words=SAID) == NO_RULING
    assert send_goods.may(CARLA, agreed.attached(), REPORTING, agreed.at) is not None


def test_after_a_ruling_the_longer_of_both_times_counts() -> None:
    executed = PROVED._replace(policy=REPORTING).then(verify, RITA, at=PROVED.at)
    until = ENDS
    assert ask_review.review_ends(executed.state, REPORTING, "merchant") == until
    assert ask_review.review_ends(executed.state, REPORTING, "consumer") == executed.state.review_until
    assert ask_review.review_ends(FOR_NOBODY.state, REPORTING, "merchant") == FOR_NOBODY.state.review_until


ASKED = REFUNDED.then(ask_review, BORIS, words=SAID)


def test_upheld_it_stays_as_it_ended() -> None:
    upheld = ASKED.then(decide_review, RITA, upheld=True, words=SAID)
    assert (upheld.state.stage, upheld.state.how, upheld.state.ruling) == ("closed", "settled", None)
    assert upheld.state.recoup == 0
    assert upheld.order == REFUNDED.order
    assert attempt(ask_review, upheld, BORIS, words=SAID) == ASKED_BEFORE


@pytest.mark.requirement("PD-6")
def test_otherwise_a_full_ruling_takes_its_place_and_what_was_paid_too_much_is_owed_back() -> None:
    seen = ASKED.then(open_exhibits, RITA, exhibits=("photo-1",))
    after = seen.then(decide_review, RITA, upheld=False, words=SAID, **(FOR_SHOP | {"liability": "consumer"}))
    assert (after.state.stage, after.state.how, after.state.recoup) == ("closed", "ruled", 6_000)
    assert after.state.ruling is not None
    assert after.state.ruling.liability == "consumer"
    assert after.state.ruled_by == ("rita",)
    # Until it is back it is gone, and can't be promised twice.
    assert after.order.refunds == {"c1": 6_000}


def test_a_review_may_also_find_that_more_was_owed() -> None:
    seen = ASKED.then(open_exhibits, RITA, exhibits=("photo-1",))
    assert attempt(decide_review, seen, RITA, upheld=False, words=SAID).code == "liability-missing"
    same = seen.then(decide_review, RITA, upheld=False, words=SAID, **FINDINGS)
    assert (same.state.stage, same.state.recoup, same.state.obligation) == ("closed", 0, None)


def test_while_it_is_reviewed_the_complaint_is_not_taken_back_and_nothing_is_offered() -> None:
    for verb, by in ((withdraw, CARLA), (offer, BORIS), (approve, RUTH)):
        assert verb.may(by, ASKED.attached(), REPORTING, ASKED.at) is not None
    assert withdraw.may(CARLA, ASKED.attached(), REPORTING, ASKED.at) == withdraw.LOOKED_AT
    assert ASKED.state.filed_at == T0
