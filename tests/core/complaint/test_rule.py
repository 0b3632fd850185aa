"""The platform rules."""

from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.complaint import assess, claim, findings, offer, open_exhibits, rule
from ombud.core.complaint.events.filing import ComplaintClosed
from ombud.core.complaint.events.ruling import Ruled, Ruling, RulingProposed
from ombud.core.complaint.events.talk import Obligation
from ombud.core.complaint.rungs import CLAIMED_BY_ANOTHER, CLOSED, NO_WORDS, NOT_WITH_PLATFORM, TOO_LONG
from ombud.core.deadlines import Deadline
from ombud.core.money import Terms
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import EMPTY, Words
from tests.core.complaint.cast import (
    ADVANCED,
    ASKED,
    EXCHANGE,
    EXCUSED,
    EXECUTED,
    FINDINGS,
    FOR_NOBODY,
    FOR_SHOP,
    IN_REVIEW,
    NEGOTIATING,
    NOTHING,
    PLATFORM,
    PROPOSED,
    REFUND,
    RETURN,
    RULED,
    attempt,
    ruled,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    HOUR,
    IRIS,
    PACK,
    RITA,
    RUTH,
)

OPENED = PLATFORM.then(open_exhibits, RITA, exhibits=("photo-1",))
AT = OPENED.at
RULING = Ruling(
    liability="merchant",
    merchant_share=100,
    terms=REFUND,
    reason="goods-faulty",
    facts=FINDINGS["facts"].kept,
    reasons=FINDINGS["reasons"].kept,
    relied_on=("photo-1",),
    rules=("1.1",),
    pack="test@1",
)


@pytest.mark.requirement("MP-7")
def test_a_ruling_says_everything_and_what_is_owed_by_when() -> None:
    deadline = Deadline(kind="execution", on="merchant", from_at=AT, due_at=AT + 49 * HOUR, remind_at=AT + 37 * HOUR)
    assert RULED.events == (
        Ruled(
            by=RITA,
            at=AT,
            ruling=RULING,
            review_until=AT + 160 * HOUR,
            decided_by="rita",
            obligation=Obligation(terms=REFUND, on="merchant", ground="ruling", since=AT),
            deadline=deadline,
        ),
    )
    assert (RULED.state.stage, RULED.state.deadlines, RULED.state.ruled_by) == ("executing", (deadline,), ("rita",))
    assert RULED.order.refunds == {"c1": 6_000}


@pytest.mark.requirement("MP-7")
def test_a_ruling_under_which_nothing_is_owed_closes_the_case_at_once() -> None:
    ruled_event, end = FOR_NOBODY.events
    assert (ruled_event.obligation, ruled_event.deadline) == (None, None)
    assert end == ComplaintClosed(by=RITA, at=AT, how="ruled")
    assert FOR_NOBODY.order.refunds == {}


def test_goods_go_back_before_the_money_does() -> None:
    assert [(one.kind, one.on) for one in ruled(PLATFORM, terms=RETURN).state.deadlines] == [("goods", "consumer")]


def test_a_large_amount_waits_for_a_second_person() -> None:
    (event,) = PROPOSED.events
    assert isinstance(event, RulingProposed)
    assert (event.deadline.kind, event.deadline.due_at) == ("approval", PROPOSED.at + 23 * HOUR)
    assert (PROPOSED.state.stage, PROPOSED.state.ruling) == ("platform", None)
    at_the_limit = ruled(
        PROPOSED._replace(state=replace(PROPOSED.state, proposed=None)), terms=Terms(remedy="refund", amount=8_000)
    )
    assert at_the_limit.state.stage == "executing"


def test_what_the_platform_cannot_do_in_the_shops_place_is_ruled_anew() -> None:
    case = ruled(PLATFORM, terms=EXCHANGE)
    for _ in range(2):
        case = case.wait(case.due("execution"))
    assert case.state.obligation.on == "platform"  # type: ignore[union-attr]
    again = case.then(rule, RITA, **FINDINGS)
    assert [(one.kind, one.on) for one in again.state.deadlines] == [("execution", "merchant")]


def test_goods_that_are_not_sent_bring_the_case_back_to_the_platform() -> None:
    case = ruled(PLATFORM, terms=RETURN)
    back = case.wait(case.due("goods"))
    assert (back.state.stage, back.state.intervened, back.state.review_until) == ("platform", "goods-not-sent", None)
    assert back.then(rule, RITA, **FOR_SHOP).state.how == "ruled"


@pytest.mark.parametrize(
    ("liability", "share", "terms", "code"),
    [
        ("merchant", 100, REFUND, ""),
        ("merchant", 100, NOTHING, ""),
        ("merchant", 99, REFUND, "share-does-not-fit"),
        ("both", 1, REFUND, ""),
        ("both", 99, EXCHANGE, ""),
        ("both", 0, REFUND, "share-does-not-fit"),
        ("both", 100, REFUND, "share-does-not-fit"),
        ("consumer", 0, NOTHING, ""),
        ("consumer", 1, NOTHING, "share-does-not-fit"),
        ("consumer", 0, REFUND, "remedy-without-liability"),
        ("none", 0, NOTHING, ""),
        ("none", 0, REFUND, ""),
        ("none", 0, RETURN, ""),
        ("none", 0, EXCHANGE, "remedy-without-liability"),
        ("none", 0, Terms(remedy="compensation", amount=1), "remedy-without-liability"),
        ("none", -1, NOTHING, "share-does-not-fit"),
    ],
)
@pytest.mark.requirement("MP-7")
def test_liability_share_and_remedy_fit_each_other(liability: Any, share: int, terms: Terms, code: str) -> None:
    fields = FINDINGS | {"liability": liability, "merchant_share": share, "terms": terms}
    found = attempt(rule, OPENED, RITA, **fields)
    assert getattr(found, "code", "") == code


def test_a_platform_that_takes_no_part_in_the_trade_orders_nothing() -> None:
    apart = OPENED._replace(policy=replace(OPENED.policy, pack=replace(PACK, orders_refund=False)))
    assert attempt(rule, apart, RITA, **FINDINGS) == findings.CANNOT_ORDER
    assert isinstance(attempt(rule, apart, RITA, **(FINDINGS | {"terms": NOTHING})), tuple)


CLAIMED = OPENED.then(claim, RUTH)
WORTHLESS = OPENED.then(assess, RITA, exhibit="photo-1", counts=False, words=FINDINGS["facts"])


@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (OPENED, CARLA, {}, NOT_STAFF),
        (OPENED, BORIS, {}, NOT_STAFF),
        (OPENED, IRIS, {}, NO_RIGHT),
        (EXECUTED, RITA, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (NEGOTIATING, RITA, {}, NOT_WITH_PLATFORM),
        (RULED, RITA, {}, NOT_WITH_PLATFORM),
        (ADVANCED, RITA, {}, NOT_WITH_PLATFORM),
        (IN_REVIEW, RUTH, {}, rule.IN_REVIEW),
        (PROPOSED, RUTH, {}, rule.PROPOSED),
        (CLAIMED, RITA, {}, CLAIMED_BY_ANOTHER),
        (ASKED, RITA, {}, rule.EVIDENCE_OUTSTANDING.given(due_at=ASKED.due("evidence"))),
        (EXCUSED, RITA, {}, rule.EVIDENCE_OUTSTANDING.given(due_at=EXCUSED.due("excuse"))),
        (OPENED, RITA, {"terms": Terms(remedy="refund")}, offer.NO_AMOUNT),
        (OPENED, RITA, {"terms": Terms(remedy="refund", amount=6_001)}, offer.TOO_MUCH.given(refundable=6_000)),
        (OPENED, RITA, {"reason": "mood"}, findings.NO_SUCH_REASON.given(reason="mood")),
        (OPENED, RITA, {"facts": EMPTY}, NO_WORDS.at_field("facts")),
        (OPENED, RITA, {"reasons": Words(" ")}, NO_WORDS.at_field("reasons")),
        (
            OPENED,
            RITA,
            {"reasons": Words("x" * 201)},
            TOO_LONG.at_field("reasons").given(words_max=200, words=201),
        ),
        (OPENED, RITA, {"rules": ()}, findings.NO_RULE),
        (OPENED, RITA, {"rules": ("1.1", "9.9")}, findings.NO_SUCH_RULE.given(rule="9.9")),
        (PLATFORM, RITA, {}, findings.UNOPENED.given(unopened=1)),
        (OPENED, RITA, {"relied_on": ("photo-9",)}, findings.NOT_IN_CASE.given(exhibit="photo-9")),
        (WORTHLESS, RITA, {}, findings.DOES_NOT_COUNT.given(exhibit="photo-1")),
        (OPENED, RITA, {"relied_on": ()}, findings.RESTS_ON_NOTHING),
        (ASKED, IRIS, {"facts": EMPTY}, NO_RIGHT),
        (PLATFORM, RITA, {"facts": EMPTY}, NO_WORDS.at_field("facts")),
    ],
)
@pytest.mark.requirement("MP-7")
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(rule, case, by, **(FINDINGS | fields)) == refusal


def test_where_no_evidence_counts_a_ruling_rests_on_none() -> None:
    assert isinstance(attempt(rule, WORTHLESS, RITA, **(FOR_SHOP | {"relied_on": ()})), tuple)


@pytest.mark.requirement("EV-4")
def test_a_platform_that_doesnt_rule_in_time_is_seen_to_be_late_by_all() -> None:
    late = PLATFORM.wait(PLATFORM.due("ruling"))
    assert [type(one).__name__ for one in late.events] == ["DeadlineLapsed", "TurnEscalated"]
    assert (late.state.overdue, late.state.stage) == (1, "platform")
    assert late.due("ruling") == late.at + 47 * HOUR
    assert ruled(late).state.overdue == 0
