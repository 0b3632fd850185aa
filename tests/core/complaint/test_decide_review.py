"""Another reviewer upholds the ruling or puts one in its place."""

from typing import Any

import pytest

from ombud.core.complaint import ask_review, claim, confirm, decide_review, findings, request_evidence, rule
from ombud.core.complaint.events.filing import ComplaintClosed
from ombud.core.complaint.events.ruling import ReviewDecided
from ombud.core.complaint.events.talk import Obligation
from ombud.core.complaint.rungs import CLAIMED_BY_ANOTHER, CLOSED, DECIDED_BEFORE, NO_WORDS
from ombud.core.money import Terms
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import EMPTY, Words
from tests.core.complaint.cast import (
    ADVANCED,
    EXECUTED,
    FINDINGS,
    FOR_NOBODY,
    FOR_SHOP,
    IN_REVIEW,
    PART,
    PROVED,
    REVIEWED,
    RULED,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    HOUR,
    IRIS,
    OLGA,
    RITA,
    RUTH,
)


def reviewed(case: Any, **fields: Any) -> Any:
    """The case after somebody asked for a review and another reviewer put a ruling in place of the first."""
    return case.then(ask_review, CARLA, words=SAID).then(
        decide_review, RUTH, upheld=False, words=SAID, **(FINDINGS | fields)
    )


@pytest.mark.requirement("MP-11")
def test_upheld_what_was_owed_is_owed_again_with_a_fresh_deadline() -> None:
    (event,) = REVIEWED.events
    obligation = RULED.state.obligation
    assert event == ReviewDecided(
        by=RUTH, at=RULED.at, upheld=True, words=SAID.kept, obligation=obligation, deadline=event.deadline
    )
    assert (event.deadline.kind, event.deadline.due_at) == ("execution", RULED.at + 49 * HOUR)
    assert (REVIEWED.state.ruling, REVIEWED.state.ruled_by) == (RULED.state.ruling, ("rita", "ruth"))


@pytest.mark.parametrize(
    ("case", "stage", "how", "kinds"),
    [
        (PROVED, "verifying", None, ["verification"]),
        (ADVANCED, "executing", None, ["advance"]),
        (EXECUTED, "closed", "executed", []),
        (FOR_NOBODY, "closed", "ruled", []),
    ],
)
def test_upheld_the_case_is_where_it_was(case: Any, stage: str, how: Any, kinds: list[str]) -> None:
    upheld = case.then(ask_review, CARLA, words=SAID).then(decide_review, RUTH, upheld=True, words=SAID)
    assert (upheld.state.stage, upheld.state.how) == (stage, how)
    assert [one.kind for one in upheld.state.deadlines] == kinds
    assert upheld.order.refunds == case.order.refunds


@pytest.mark.requirement("MP-11")
def test_a_new_ruling_takes_the_place_of_the_old_one() -> None:
    made = reviewed(RULED, terms=PART)
    (event,) = made.events
    assert event.obligation == Obligation(terms=PART, on="merchant", ground="review", since=RULED.at)
    assert (made.state.ruling.terms, made.order.refunds) == (PART, {"c1": 2_000})


def test_where_the_new_ruling_owes_nothing_the_case_ends() -> None:
    made = reviewed(RULED, **FOR_SHOP)
    assert made.events[-1] == ComplaintClosed(by=RUTH, at=RULED.at, how="ruled")
    assert made.order.refunds == {"c1": 0}


def test_what_was_paid_too_much_is_owed_back_and_stays_counted_until_then() -> None:
    made = reviewed(EXECUTED, terms=PART)
    event, end = made.events
    assert (event.recoup, event.obligation, end.how) == (4_000, None, "ruled")
    assert (made.state.recoup, made.order.refunds) == (4_000, {"c1": 6_000})


def test_what_was_paid_already_is_not_owed_twice() -> None:
    more = reviewed(EXECUTED, terms=Terms(remedy="compensation", amount=7_500))
    assert more.state.obligation.terms == Terms(remedy="compensation", amount=1_500)
    assert more.events[0].recoup == 0
    assert more.then(confirm, CARLA).state.given == 7_500
    same = reviewed(EXECUTED)
    assert (same.state.how, same.state.recoup) == ("ruled", 0)


def test_a_shop_that_is_found_not_liable_does_not_owe_what_was_paid_ahead() -> None:
    assert ADVANCED.state.loss == 6_000
    assert reviewed(ADVANCED, **FOR_SHOP).state.loss == 0
    assert reviewed(ADVANCED, terms=PART).state.loss == 2_000


@pytest.mark.requirement("EV-4")
def test_a_review_that_is_late_escalates_and_is_still_decided() -> None:
    late = IN_REVIEW.wait(IN_REVIEW.due("review"))
    assert (late.state.overdue, [one.kind for one in late.state.deadlines]) == (1, ["review"])
    assert late.then(decide_review, RUTH, upheld=True, words=SAID).state.overdue == 0


ASKED = IN_REVIEW.then(request_evidence, RITA, of="consumer", words=SAID)
NEW = FINDINGS | {"upheld": False}


@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (IN_REVIEW, CARLA, {}, NOT_STAFF),
        (IN_REVIEW, BORIS, {}, NOT_STAFF),
        (IN_REVIEW, IRIS, {}, NO_RIGHT),
        (EXECUTED, RUTH, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (RULED, RUTH, {}, decide_review.NO_REVIEW),
        (REVIEWED, OLGA, {}, decide_review.NO_REVIEW),
        (IN_REVIEW, RITA, {}, DECIDED_BEFORE),
        (IN_REVIEW.then(claim, OLGA), RUTH, {}, CLAIMED_BY_ANOTHER),
        (ASKED, RUTH, {}, rule.EVIDENCE_OUTSTANDING.given(due_at=ASKED.due("evidence"))),
        (IN_REVIEW, RUTH, {"words": EMPTY}, NO_WORDS),
        (IN_REVIEW, RUTH, {"upheld": False}, decide_review.NO_LIABILITY),
        (IN_REVIEW, RUTH, NEW | {"facts": EMPTY}, NO_WORDS.at_field("facts")),
        (IN_REVIEW, RUTH, NEW | {"rules": ()}, findings.NO_RULE),
        (IN_REVIEW, RUTH, NEW | {"words": Words(" ")}, NO_WORDS),
        (IN_REVIEW, RITA, {"words": EMPTY}, DECIDED_BEFORE),
    ],
)
@pytest.mark.requirement("MP-11")
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(decide_review, case, by, **({"upheld": True, "words": SAID} | fields)) == refusal
