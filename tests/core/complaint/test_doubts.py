"""What a report of fake evidence may do to a case, and what it may not."""

from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.complaint import (
    approve,
    ask_review,
    decide_review,
    doubts,
    message,
    offer,
    reject,
    rule,
    take_elsewhere,
    withdraw,
)
from ombud.core.complaint.audience import audience
from ombud.core.complaint.events.doubt import EvidenceFoundFake, LiabilityAdjusted
from ombud.core.complaint.rungs import DECIDED_BEFORE
from ombud.core.fund.follow import fund_of
from ombud.core.refusal import Refusal
from tests.core.complaint.cast import (
    CHAT,
    EXECUTED,
    IN_REVIEW,
    NEGOTIATING,
    NOTHING,
    PLATFORM,
    PROVED,
    RULED,
    SAID,
    SETTLED,
    WITHDRAWN,
    Case,
    attempt,
)
from tests.core.complaint.doubted import (
    ADJUSTING,
    ADJUSTING_CLOSED,
    LARGE,
    LESS,
    PAID,
    RULED_BY_OLGA,
    concluded,
    reported,
)
from tests.core.complaint.world import BORIS, CARLA, OLGA, RITA, RUTH


def names(case: Case) -> list[str]:
    return [type(one).__name__ for one in case.events]


@pytest.mark.parametrize("case", [NEGOTIATING, PLATFORM, RULED, PROVED, EXECUTED, IN_REVIEW, SETTLED])
@pytest.mark.parametrize("beyond", [False, True])
def test_a_report_by_itself_changes_neither_outcome_nor_money(case: Case, beyond: bool) -> None:
    after = reported(case, beyond=beyond)
    same = replace(after.state, accused=case.state.accused, talk_before_reviewer=case.state.talk_before_reviewer)
    assert same == case.state
    assert after.order == case.order
    assert after.state.talk_before_reviewer == beyond


@pytest.mark.parametrize("case", [NEGOTIATING, PLATFORM, RULED, PROVED, EXECUTED, IN_REVIEW, SETTLED])
def test_a_finding_marks_the_picture_and_leaves_it_where_it_is(case: Case) -> None:
    after = concluded(case, RUTH)
    assert names(after) == ["EvidenceFoundFake"]
    marked = after.state.exhibit("photo-1")
    assert marked is not None
    assert (marked.fake, marked.counts) == ("result", case.state.exhibits[0].counts)
    assert replace(after.state, exhibits=case.state.exhibits) == case.state
    assert after.order == case.order


@pytest.mark.parametrize("told", ["result", "received"])
def test_what_was_found_fake_before_it_lay_in_the_case_is_marked_as_it_comes_in(told: str) -> None:
    known = concluded(PLATFORM, RUTH, file="chat-1", told=told)
    assert known.state.exhibits == PLATFORM.state.exhibits
    brought = known.then(message, CARLA, words=SAID, files=(CHAT,))
    assert {one.id: one.fake for one in brought.state.exhibits} == {"photo-1": "", "chat-1": told}


@pytest.mark.parametrize("result", ["not-shown", "unclear"])
def test_what_was_not_shown_leaves_the_case_untouched(result: str) -> None:
    assert concluded(EXECUTED, RUTH, result=result) == EXECUTED


@pytest.mark.requirement("PD-5")
def test_the_shop_sees_the_mark_only_where_it_is_told_results() -> None:
    told = {told: concluded(EXECUTED, RUTH, told=told).events[0] for told in ("result", "received")}
    assert {name: audience(one) for name, one in told.items()} == {
        "result": ("consumer", "merchant", "platform"),
        "received": ("consumer", "platform"),
    }


@pytest.mark.requirement("PD-5")
def test_a_paid_ruling_is_adjusted_with_what_stood_before_and_what_is_owed_back() -> None:
    after = concluded(PAID, RITA, LESS, told="received")
    assert names(after) == ["EvidenceFoundFake", "LiabilityAdjusted", "ComplaintClosed"]
    event: LiabilityAdjusted = after.events[1]
    assert event.old is not None
    assert (event.old.liability, event.ruling.liability, event.recoup) == ("merchant", "consumer", 6_000)
    assert audience(event) == ("consumer", "merchant", "platform")
    assert (after.state.stage, after.state.how, after.state.recoup) == ("closed", "ruled", 6_000)
    assert after.state.ruled_by == ("olga", "rita")
    # What reached the consumer stays counted until it is back.
    assert after.order.refunds == {"c1": 6_000}


def test_an_open_ruling_is_adjusted_and_the_new_terms_are_owed() -> None:
    less = replace(LESS, liability="both", merchant_share=30, terms=replace(LARGE.terms, amount=1_000))
    after = concluded(RULED_BY_OLGA, RITA, less)
    assert after.state.stage == "executing"
    assert after.state.obligation is not None
    assert (after.state.obligation.terms.amount, after.order.refunds["c1"]) == (1_000, 1_000)
    assert after.state.deadline("execution") is not None


def test_an_adjustment_can_be_reviewed_as_a_ruling_can() -> None:
    after = concluded(PAID, RITA, LESS)
    asked = after.then(ask_review, CARLA, words=SAID)
    assert attempt(decide_review, asked, RITA, upheld=True, words=SAID) == DECIDED_BEFORE
    assert asked.then(decide_review, RUTH, upheld=True, words=SAID).state.stage == "closed"


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (NEGOTIATING, "nothing-to-adjust"),
        (PLATFORM, "nothing-to-adjust"),
        (SETTLED, "nothing-to-adjust"),
        (WITHDRAWN, "nothing-to-adjust"),
        (IN_REVIEW, "in-review"),
        (EXECUTED.then(take_elsewhere, CARLA, where="court"), "taken-elsewhere"),
    ],
)
def test_what_is_not_decided_or_decided_elsewhere_is_not_adjusted(case: Case, code: str) -> None:
    refusal = concluded(case, RUTH, LESS)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.field) == (code, "adjusted")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"terms": replace(LARGE.terms, amount=90_000)}, "more-than-refundable"),
        ({"reason": "no-such"}, "ruling-reason-unknown"),
        ({"rules": ()}, "no-rule-cited"),
        ({"merchant_share": 40}, "share-does-not-fit"),
        ({"relied_on": ()}, "no-evidence-relied-on"),
    ],
)
def test_an_adjustment_holds_all_that_a_ruling_holds(changed: dict[str, Any], code: str) -> None:
    refusal = concluded(RULED_BY_OLGA, RITA, replace(LARGE, **changed))
    assert isinstance(refusal, Refusal)
    assert refusal.field == "adjusted"
    assert refusal.code == code


def test_what_is_beyond_one_person_waits_for_a_second_and_what_is_owed_waits_with_it() -> None:
    assert names(ADJUSTING) == ["EvidenceFoundFake", "AdjustmentProposed"]
    assert (ADJUSTING.state.stage, ADJUSTING.state.adjusting) == ("platform", "e1")
    assert ADJUSTING.state.ruling == RULED_BY_OLGA.state.ruling
    for verb, by in ((rule, RUTH), (offer, BORIS), (withdraw, CARLA)):
        fields: dict[str, Any] = {"terms": NOTHING} if verb is offer else {}
        assert verb.may(by, ADJUSTING.attached(), ADJUSTING.policy, ADJUSTING.at) is not None, (verb, fields)


def test_a_large_sum_owed_back_needs_two_as_well() -> None:
    """What is undone is as large a decision as what is ordered."""
    few = replace(
        PAID.policy, pack=replace(PAID.policy.pack, limits=replace(PAID.policy.pack.limits, two_people_above=5_000))
    )
    assert names(concluded(PAID._replace(policy=few), RITA, LESS)) == ["EvidenceFoundFake", "AdjustmentProposed"]


def test_the_second_person_is_neither_who_proposed_nor_who_ruled() -> None:
    assert attempt(approve, ADJUSTING, RITA).code == "own-proposal"
    ruled_by_ruth = ADJUSTING._replace(state=replace(ADJUSTING.state, ruled_by=("ruth",)))
    assert attempt(approve, ruled_by_ruth, RUTH) == DECIDED_BEFORE


def test_agreed_to_by_a_second_person_it_takes_the_place_of_the_ruling() -> None:
    after = ADJUSTING.then(approve, RUTH)
    (event,) = after.events
    assert isinstance(event, LiabilityAdjusted)
    assert (event.decided_by, event.report, after.state.stage) == ("rita", "e1", "executing")
    assert after.order.refunds == {"c1": 9_000}
    assert after.state.adjusting == ""


def test_sent_back_what_was_decided_stands() -> None:
    back = ADJUSTING.then(reject, RUTH, words=SAID)
    assert names(back) == ["AdjustmentSentBack"]
    assert (back.state.stage, back.state.ruling) == ("executing", RULED_BY_OLGA.state.ruling)
    assert back.state.obligation == RULED_BY_OLGA.state.obligation
    closed = ADJUSTING_CLOSED.then(reject, RUTH, words=SAID)
    assert names(closed) == ["AdjustmentSentBack", "ComplaintClosed"]
    assert (closed.state.stage, closed.state.how, closed.order) == ("closed", PAID.state.how, PAID.order)


def test_a_review_takes_the_place_of_an_adjustment_that_waits() -> None:
    asked = ADJUSTING_CLOSED.then(ask_review, CARLA, words=SAID)
    assert (asked.state.adjusting, asked.state.before_review) == ("", "closed")
    upheld = asked.then(decide_review, RUTH, upheld=True, words=SAID)
    assert (upheld.state.stage, upheld.state.how) == ("closed", PAID.state.how)


def test_the_conclusion_of_a_report_on_a_picture_of_the_talk_marks_nothing_in_the_case() -> None:
    after = concluded(EXECUTED, RUTH, file="from-the-talk")
    assert isinstance(after.events[0], EvidenceFoundFake)
    assert after.state.exhibits == EXECUTED.state.exhibits


def test_a_fund_learns_of_an_adjustment_as_it_does_of_a_ruling() -> None:
    assert doubts.not_adjustable(PAID.state) is None
    assert fund_of(PAID.state, PAID.policy) == fund_of(ADJUSTING.state, ADJUSTING.policy)
    assert OLGA.id in PAID.state.ruled_by
