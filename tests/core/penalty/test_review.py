"""An appeal is reviewed: by somebody else, in time, with reasons, and with exactly the effect that was computed."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.penalty import (
    answer,
    appeal,
    ask,
    begin,
    claim,
    decide_appeal,
    find_incomplete,
    grant_on_condition,
    hand_back,
    invite,
    judge_condition,
    lift,
    meet_condition,
    note,
    open_notice,
)
from ombud.core.penalty.decide_appeal import SlotVerdict
from ombud.core.penalty.find_incomplete import MissingItem
from ombud.core.penalty.rungs import (
    CLAIMED_BY_ANOTHER,
    DECIDED_BEFORE,
    ENDED,
    NO_WORDS,
    NOT_IMPOSED,
    NOT_UNDER_REVIEW,
    NOT_YOURS,
    QUESTION_OPEN,
    UNDER_REVIEW,
)
from ombud.core.people import Invited
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import Words
from tests.core.penalty.cast import (
    APPEALED,
    ASKED,
    BEGUN,
    GRANTED,
    IMPOSED,
    IN_FULL,
    IN_PART,
    LIFTED,
    MET,
    PROPOSED,
    REJECTED,
    SAID,
    WITHDRAWN,
    verdicts,
)
from tests.core.penalty.world import (
    BORIS,
    DAY,
    DRAWN,
    HOUR,
    INSTANT,
    IRIS,
    OLGA,
    ORDERS,
    RITA,
    RUTH,
    SAM,
    a_penalty,
    attempt,
    filled,
)

ALL_UP = {"verdicts": verdicts(*DRAWN), "words": SAID}
PAYMENT = (MissingItem(code="payment", slot=DRAWN[0]),)


@pytest.mark.requirement("WD-7")
def test_all_upheld_revokes_the_penalty_and_lifts_every_measure_in_one_act() -> None:
    assert [type(one).__name__ for one in IN_FULL.events[-2:]] == ["AppealDecided", "PenaltyRevoked"]
    assert (IN_FULL.state.stage, IN_FULL.state.on, IN_FULL.state.uncounted) == ("revoked", (), ())
    assert IN_FULL.shop.measures == ()
    assert IN_FULL.state.deadlines == ()


@pytest.mark.requirement("WD-7")
def test_some_upheld_restores_exactly_those_orders_and_the_penalty_stands() -> None:
    assert IN_PART.state.restored == (DRAWN[0], DRAWN[1])
    assert set(IN_PART.state.uncounted) == {one.id for one in ORDERS} - {DRAWN[0], DRAWN[1]}
    assert IN_PART.state.in_force
    assert [one.kind for one in IN_PART.shop.measures] == ["sales-not-counted", "search-demotion"]


def test_none_upheld_rejects_it_and_changes_nothing() -> None:
    assert (REJECTED.state.outcome, REJECTED.state.restored) == ("rejected", ())
    assert REJECTED.state.uncounted == tuple(one.id for one in ORDERS)


def test_revoking_one_penalty_never_lifts_another() -> None:
    other = a_penalty("items", items=(SAID,)).shop
    mine = a_penalty(shop=replace(other, measures=tuple(replace(one, penalty="p0") for one in other.measures)))
    lifted = mine.then(lift, RUTH, words=SAID)
    assert [(one.penalty, one.kind) for one in mine.shop.measures] == [
        ("p0", "shop-hidden"), ("p1", "sales-not-counted"), ("p1", "search-demotion"),
    ]  # fmt: skip
    assert [(one.penalty, one.kind) for one in lifted.shop.measures] == [("p0", "shop-hidden")]


@pytest.mark.requirement("WD-8")
def test_an_overdue_review_is_escalated_and_shown_never_dropped() -> None:
    due = APPEALED.state.deadline("appeal-review")
    assert due is not None
    assert APPEALED.wait(due.due_at - APPEALED.at - INSTANT).state.overdue == 0
    late = APPEALED.wait(due.due_at - APPEALED.at)
    assert (late.state.overdue, late.state.appeal) == (1, "review")
    assert late.state.deadline("appeal-review") is not None
    assert late.wait(30 * DAY).state.overdue == 2, "and again"
    decided = late.then(decide_appeal, RUTH, **ALL_UP)
    assert decided.state.stage == "revoked"


def test_a_question_stops_the_reviews_clock_and_gives_back_what_was_left() -> None:
    left = APPEALED.state.deadline("appeal-review")
    assert left is not None
    assert ASKED.state.deadline("appeal-review") is None
    answered = ASKED.then(answer, BORIS, DAY, words=SAID)
    back = answered.state.deadline("appeal-review")
    assert back is not None
    assert back.due_at - answered.at == left.due_at - ASKED.at
    lapsed = ASKED.wait(timedelta(hours=48))
    assert [type(one).__name__ for one in lapsed.events[-1:]] == ["QuestionLapsed"]
    assert lapsed.state.deadline("appeal-review") is not None
    assert attempt(answer, lapsed, BORIS, words=SAID) == answer.NOT_ASKED


def test_a_grant_on_condition_is_seen_through_or_ends_in_a_rejection() -> None:
    assert GRANTED.state.under_review
    met = MET.then(judge_condition, RUTH, met=True, words=SAID)
    assert (met.state.stage, met.state.outcome) == ("revoked", "full")
    unmet = MET.then(judge_condition, OLGA, met=False, words=SAID)
    assert (unmet.state.stage, unmet.state.outcome) == ("in-force", "rejected")
    silent = GRANTED.wait(5 * DAY)
    assert (silent.state.outcome, silent.state.appeal, silent.state.in_force) == ("rejected", "decided", True)
    assert attempt(meet_condition, silent, BORIS, words=SAID) == meet_condition.NO_CONDITION


def test_where_there_is_nobody_else_somebody_from_outside_decides_just_this_appeal() -> None:
    guest = Invited(id="guest", penalty="p1")
    assert attempt(decide_appeal, APPEALED, guest, **ALL_UP) == NOT_STAFF, "not before being invited"
    case = APPEALED.then(invite, OLGA, reviewer="guest", words=SAID)
    assert case.then(decide_appeal, guest, **ALL_UP).state.stage == "revoked"
    assert attempt(decide_appeal, case, Invited(id="guest", penalty="p2"), **ALL_UP) == NOT_STAFF
    assert attempt(lift, case, guest, words=SAID) == NOT_STAFF, "and does nothing else"
    assert attempt(invite, case, OLGA, reviewer="guest", words=SAID) == invite.INVITED
    assert attempt(invite, case, OLGA, reviewer="rita", words=SAID) == invite.DECIDED
    assert attempt(invite, case, RUTH, reviewer="guest", words=SAID) == NO_RIGHT


@pytest.mark.requirement("WD-10")
def test_measures_can_be_lifted_without_an_appeal_one_by_one_or_all() -> None:
    some = IMPOSED.then(lift, RUTH, measures=("m2",), words=SAID)
    assert ([one.kind for one in some.shop.measures], some.state.in_force) == (["sales-not-counted"], True)
    assert attempt(lift, some, RUTH, measures=("m2",), words=SAID) == lift.NOT_LEFT.given(measure="m2")
    rest = some.then(lift, RUTH, words=SAID)
    assert (rest.state.stage, rest.shop.measures, rest.state.uncounted) == ("lifted", (), ())
    assert LIFTED.state.stage == "lifted"


def test_a_claim_keeps_others_away_until_it_is_handed_back() -> None:
    claimed = APPEALED.then(claim, RUTH)
    assert attempt(decide_appeal, claimed, OLGA, **ALL_UP) == CLAIMED_BY_ANOTHER
    assert attempt(claim, claimed, RUTH) == claim.YOURS
    assert attempt(hand_back, claimed, RITA, words=SAID) == hand_back.NOT_CLAIMED
    for by in (RUTH, OLGA):
        assert claimed.then(hand_back, by, words=SAID).state.claimed_by == ""
    assert attempt(claim, IMPOSED, RUTH) == claim.NOTHING_TO_DO


def test_a_note_changes_nothing() -> None:
    assert IMPOSED.then(note, RUTH, words=SAID).state == IMPOSED.state


DECIDING: tuple[tuple[Any, dict[str, Any]], ...] = (
    (decide_appeal, ALL_UP),
    (find_incomplete, {"missing": PAYMENT, "words": SAID}),
    (ask, {"words": SAID}),
    (grant_on_condition, {"words": SAID}),
)


@pytest.mark.parametrize(("verb", "fields"), DECIDING)
@pytest.mark.parametrize(
    ("case", "by", "refusal"),
    [
        (APPEALED, BORIS, NOT_STAFF),
        (APPEALED, IRIS, NO_RIGHT),
        (IN_FULL, RUTH, ENDED.given(ended_at=IN_FULL.at)),
        (BEGUN, RUTH, NOT_UNDER_REVIEW),
        (WITHDRAWN, RUTH, NOT_UNDER_REVIEW),
        (REJECTED, OLGA, NOT_UNDER_REVIEW),
        (GRANTED, OLGA, NOT_UNDER_REVIEW),
        (APPEALED, RITA, DECIDED_BEFORE),
        (ASKED, RUTH, QUESTION_OPEN.given(due_at=ASKED.at + timedelta(hours=48))),
    ],
)
def test_who_cant_act_on_an_appeal_is_told_the_first_reason(
    verb: Any, fields: dict[str, Any], case: Any, by: Any, refusal: object
) -> None:
    assert attempt(verb, case, by, **fields) == refusal


@pytest.mark.parametrize(
    ("verb", "case", "by", "fields", "refusal"),
    [
        (
            decide_appeal, APPEALED, RUTH, {"verdicts": verdicts(slots=DRAWN[:2]), "words": SAID},
            decide_appeal.NOT_EACH_ONCE.given(slots=", ".join(DRAWN)),
        ),
        (
            decide_appeal, APPEALED, RUTH,
            {"verdicts": (*verdicts(*DRAWN), SlotVerdict(slot="o99", upheld=True)), "words": SAID},
            decide_appeal.NOT_EACH_ONCE.given(slots=", ".join(DRAWN)),
        ),
        (decide_appeal, APPEALED, RUTH, {**ALL_UP, "words": Words("")}, NO_WORDS),
        (find_incomplete, APPEALED, RUTH, {"missing": (), "words": SAID}, find_incomplete.NOTHING_NAMED),
        (
            find_incomplete, APPEALED, RUTH, {"missing": (MissingItem(code="selfie"),), "words": SAID},
            find_incomplete.NOT_IN_FORM.given(code="selfie", codes="story"),
        ),
        (
            find_incomplete, APPEALED, RUTH, {"missing": (MissingItem(code="payment", slot="o99"),), "words": SAID},
            find_incomplete.NO_SUCH_SLOT.given(slot="o99"),
        ),
        (
            find_incomplete, APPEALED, RUTH, {"missing": (MissingItem(code="other"),), "words": SAID},
            find_incomplete.OTHER_WITHOUT_WORDS,
        ),
        (judge_condition, GRANTED, RUTH, {"met": True, "words": SAID}, judge_condition.NOT_SHOWN),
        (judge_condition, MET, RITA, {"met": True, "words": SAID}, DECIDED_BEFORE),
        (lift, APPEALED, RUTH, {"words": SAID}, UNDER_REVIEW),
        (lift, IMPOSED, BORIS, {"words": SAID}, NOT_STAFF),
        (lift, PROPOSED, RUTH, {"words": SAID}, NOT_IMPOSED),
        (answer, APPEALED, BORIS, {"words": SAID}, answer.NOT_ASKED),
        (meet_condition, APPEALED, BORIS, {"words": SAID}, meet_condition.NO_CONDITION),
        (claim, APPEALED, RITA, {}, DECIDED_BEFORE),
        (open_notice, IMPOSED, SAM, {}, NOT_YOURS),
    ],
)  # fmt: skip
def test_a_refusal_names_what_is_wrong(verb: Any, case: Any, by: Any, fields: dict[str, Any], refusal: object) -> None:
    assert attempt(verb, case, by, **fields) == refusal


def test_what_nothing_was_shown_for_cant_be_upheld() -> None:
    partly = BEGUN.then(appeal, BORIS, **filled(nothing_for=DRAWN[:1]))
    refused = attempt(decide_appeal, partly, RUTH, **ALL_UP)
    assert refused == decide_appeal.NOTHING_WAS_SHOWN.given(slot=DRAWN[0])
    assert attempt(grant_on_condition, partly, RUTH, words=SAID) == grant_on_condition.NOTHING_SHOWN


def test_questions_are_counted() -> None:
    case = ASKED.then(answer, BORIS, words=SAID).then(ask, RUTH, words=SAID).then(answer, BORIS, words=SAID)
    assert attempt(ask, case, RUTH, words=SAID) == ask.ENOUGH.given(questions_max=2)


def test_with_attempts_left_the_window_goes_on_after_a_rejection() -> None:
    story = {"answers": (appeal.Answer(code="story", words=SAID),)}
    case = a_penalty("false-page").then(begin, BORIS, 3 * DAY).then(appeal, BORIS, **story)
    rejected = case.then(decide_appeal, RUTH, verdicts=(SlotVerdict(slot="whole", upheld=False),), words=SAID)
    assert rejected.state.deadline("appeal") is not None
    again = rejected.then(begin, BORIS).then(appeal, BORIS, **story)
    assert again.state.attempts == 2
    assert attempt(decide_appeal, again, RUTH, verdicts=(), words=SAID) == DECIDED_BEFORE, "somebody else now"
    last = again.then(decide_appeal, OLGA, HOUR, verdicts=(SlotVerdict(slot="whole", upheld=True),), words=SAID)
    assert last.state.stage == "revoked"
