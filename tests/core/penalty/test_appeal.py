"""A merchant appeals a penalty: who, when, with what, and every no."""

from datetime import timedelta
from typing import Any

import pytest

from ombud.core.penalty import appeal, begin, decline, find_incomplete, form, keep_back, prepare, withdraw
from ombud.core.penalty.events.appeal import PenaltyAppealed
from ombud.core.penalty.form import Answer
from ombud.core.penalty.rungs import (
    ENDED,
    NO_ATTEMPT_LEFT,
    NO_RIGHT_TO_APPEAL,
    NOT_APPEALABLE,
    NOT_UNDER_REVIEW,
    NOT_YOURS,
    TOO_EARLY,
    TOO_LATE,
    UNDER_REVIEW,
)
from ombud.core.words import Words
from tests.core.penalty.cast import (
    APPEALED,
    BEGUN,
    FORBIDDEN,
    IMPOSED,
    IN_FULL,
    INCOMPLETE,
    LATER,
    LIFTED,
    PROPOSED,
    REJECTED,
    SAID,
    WITHDRAWN,
)
from tests.core.penalty.world import (
    BELA,
    BORIS,
    DAY,
    DRAWN,
    HOUR,
    INSTANT,
    POLICY,
    RITA,
    RUTH,
    SAM,
    STORY,
    T0,
    Case,
    a_file,
    a_penalty,
    attempt,
    filled,
)

CLOSES = T0 + 10 * DAY
TYPED = {
    "answers": (
        Answer(code="kind", words=Words("a")),
        Answer(code="day", words=Words("2026-02-10")),
        Answer(code="paid", words=Words("16800")),
        Answer(code="true", words=Words("yes")),
    ),
    "files": (a_file("licence", media_type="application/pdf"),),
}


@pytest.mark.requirement("WD-4")
def test_the_window_is_half_open_whether_or_not_a_timer_ran() -> None:
    assert isinstance(attempt(appeal, BEGUN, BORIS, CLOSES - INSTANT, **filled())[0], PenaltyAppealed)
    assert attempt(appeal, BEGUN, BORIS, CLOSES, **filled()) == TOO_LATE.given(closed_at=CLOSES)
    opens = T0 + 2 * DAY
    assert attempt(begin, LATER, BORIS, opens - INSTANT) == TOO_EARLY.given(opens_at=opens)
    assert not isinstance(attempt(begin, LATER, BORIS, opens), form.Refusal)


@pytest.mark.requirement("WD-4")
def test_after_the_window_it_can_never_be_appealed_again() -> None:
    closed = BEGUN.wait(10 * DAY)
    assert (closed.state.appeal, closed.state.deadlines) == ("closed", ())
    refused = attempt(appeal, closed, BORIS, closed.at + 365 * DAY, **filled())
    assert refused == TOO_LATE.given(closed_at=CLOSES)


def test_a_window_that_closed_stays_closed_where_the_clock_is_set_back() -> None:
    closed = IMPOSED.wait(10 * DAY)
    assert attempt(begin, closed, BORIS, CLOSES - HOUR) == TOO_LATE.given(closed_at=CLOSES)
    assert attempt(decline, closed, BORIS, CLOSES - HOUR) == TOO_LATE.given(closed_at=CLOSES)


def test_time_alone_opens_the_window_reminds_and_closes_it() -> None:
    case = LATER.wait(2 * DAY)
    assert [type(one).__name__ for one in case.events[1:]] == ["AppealOpened"]
    assert [type(one).__name__ for one in case.wait(7 * DAY).events[2:]] == ["MerchantReminded"]
    assert [type(one).__name__ for one in case.wait(8 * DAY).events[2:]] == ["AppealWindowClosed"]


@pytest.mark.requirement("WD-9")
def test_an_incomplete_appeal_uses_up_no_attempt_and_has_its_own_deadline() -> None:
    late = BEGUN.then(appeal, BORIS, CLOSES - BEGUN.at - HOUR, **filled())
    back = late.then(find_incomplete, RUTH, DAY, missing=(find_incomplete.MissingItem(code="story"),), words=SAID)
    assert back.state.attempts == 0
    until = back.state.complete_until
    assert until is not None
    assert until > CLOSES, "the completion period ends after the window"
    again = attempt(appeal, back, BORIS, until - INSTANT, **filled())
    assert again[0].attempt == 1
    assert attempt(appeal, back, BORIS, until, **filled()) == TOO_LATE.given(closed_at=until)
    assert back.state.submissions == 1
    assert INCOMPLETE.state.complete_until == CLOSES, "the window's close, where that is later"


@pytest.mark.requirement("WD-9")
def test_a_rejection_on_the_merits_is_final_where_one_attempt_was_granted() -> None:
    assert attempt(begin, REJECTED, BORIS) == NO_ATTEMPT_LEFT.given(attempts_max=1)
    assert REJECTED.state.deadline("appeal") is None


def test_a_withdrawn_appeal_uses_up_no_attempt() -> None:
    again = WITHDRAWN.then(begin, BORIS).then(appeal, BORIS, **filled())
    assert again.state.attempts == 1


def test_what_is_prepared_is_sent_by_itself_just_before_the_close_also_where_the_timer_comes_late() -> None:
    ready = BEGUN.then(prepare, BORIS, **filled())
    assert ready.state.prepared is not None
    assert ready.wait(CLOSES - ready.at - HOUR - INSTANT).state.appeal == "begun"
    for late in (CLOSES - ready.at - HOUR, CLOSES - ready.at + 3 * DAY):
        sent = ready.wait(late)
        assert sent.state.appeal == "review"
        assert sent.events[-1].prepared_by == "boris"
        assert sent.state.submission == ready.state.prepared.submission
    back = ready.then(keep_back, BORIS)
    assert back.wait(10 * DAY).state.appeal == "closed"
    assert attempt(prepare, BEGUN, BORIS, CLOSES - HOUR, **filled()) == prepare.SEND_NOW.given(sent_at=CLOSES - HOUR)
    assert attempt(keep_back, BEGUN, BORIS) == keep_back.NOTHING_PREPARED


def test_declining_leaves_the_way_open() -> None:
    declined = IMPOSED.then(decline, BORIS)
    assert attempt(decline, declined, BORIS) == decline.DECLINED
    assert declined.then(begin, BORIS).state.declined is False


def test_a_form_with_fields_of_every_type_takes_what_fits_it() -> None:
    case = a_penalty("forms").then(begin, BORIS).then(appeal, BORIS, **TYPED)
    assert case.state.submission is not None
    assert len(case.state.submission.answers) == 4


@pytest.mark.requirement("WD-6")
@pytest.mark.parametrize(
    ("code", "text", "refusal"),
    [
        ("kind", "c", form.NOT_A_CHOICE.given(choices="a, b")),
        ("kind", "", form.MISSING.given(code="kind")),
        ("day", "10.2.2026", form.NOT_A_DATE),
        ("day", "2026-02-30", form.NOT_A_DATE),
        ("paid", "0", form.NOT_AN_AMOUNT),
        ("paid", "12.50", form.NOT_AN_AMOUNT),
        ("pieces", "two", form.NOT_A_NUMBER),
        ("true", "no", form.NOT_YES),
    ],
)
def test_each_type_of_field_says_what_it_takes(code: str, text: str, refusal: Any) -> None:
    case = a_penalty("forms").then(begin, BORIS)
    others = tuple(one for one in TYPED["answers"] if one.code != code)
    given = {**TYPED, "answers": (*others, Answer(code=code, words=Words(text)))}
    assert attempt(appeal, case, BORIS, **given) == refusal.at_field(f"answers.{code}")


def changed(**change: Any) -> dict[str, Any]:
    return {**filled(), **change}


def without_files(slot: str) -> tuple[Any, ...]:
    return tuple(one for one in filled()["files"] if one.about != slot)


FIRST = DRAWN[0]
PAID = a_file("payment", FIRST)


@pytest.mark.requirement("WD-6")
@pytest.mark.requirement("WD-7")
@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({}, form.MISSING.given(code="story").at_field("answers.story")),
        (
            changed(files=without_files(FIRST)),
            form.TOO_FEW.given(code="payment", files_min=1, files=0).at_field(f"files.payment@{FIRST}"),
        ),
        (
            changed(files=(*filled()["files"], PAID, PAID)),
            form.TOO_MANY.given(code="payment", files_max=2, files=3).at_field(f"files.payment@{FIRST}"),
        ),
        (
            changed(files=(*without_files(FIRST), a_file("payment", FIRST, "application/pdf"))),
            form.WRONG_KIND.given(code="payment", accepts="picture").at_field(f"files.payment@{FIRST}"),
        ),
        (
            changed(files=(*filled()["files"], a_file("payment", "o99"))),
            form.NO_SUCH_SLOT.given(slot="o99", slots=", ".join(DRAWN)).at_field("files"),
        ),
        (
            changed(answers=(*filled()["answers"], Answer(code="waybill", slot="o99"))),
            form.NO_SUCH_SLOT.given(slot="o99", slots=", ".join(DRAWN)).at_field("answers"),
        ),
        (
            changed(answers=(*filled()["answers"], Answer(code="mood", words=Words("good")))),
            form.NO_SUCH_FIELD.given(code="mood").at_field("answers"),
        ),
        (
            changed(files=(*filled()["files"], a_file("selfie"))),
            form.NO_SUCH_MATERIAL.given(code="selfie").at_field("files"),
        ),
        (
            changed(answers=(*filled()["answers"], Answer(code="story", words=Words("Again.")))),
            form.TWICE.given(code="story").at_field("answers.story"),
        ),
        (
            changed(answers=(Answer(code="story", words=Words("x" * 101)), *filled()["answers"][1:])),
            form.TOO_LONG.given(words_max=100, words=101).at_field("answers.story"),
        ),
        (filled(nothing_for=DRAWN), form.NOTHING_AT_ALL.at_field("nothing_for")),
        (changed(nothing_for=(FIRST,)), form.BOTH.given(slot=FIRST).at_field(f"nothing_for@{FIRST}")),
    ],
)
def test_wrong_or_missing_material_is_named_at_its_field(given: dict[str, Any], refusal: object) -> None:
    assert attempt(appeal, BEGUN, BORIS, **given) == refusal
    assert attempt(prepare, BEGUN, BORIS, **given) == refusal


def test_everything_that_is_wrong_is_named_at_once() -> None:
    found = appeal.wrong(form.Filled(answers=(), files=()), BEGUN.state, POLICY)
    assert [one.field for one in found] == [
        "answers.story",
        *(field for slot in DRAWN for field in (f"answers.waybill@{slot}", f"files.payment@{slot}")),
    ]


@pytest.mark.requirement("WD-7")
def test_for_one_or_two_orders_the_merchant_can_state_that_there_is_nothing() -> None:
    case = BEGUN.then(appeal, BORIS, **filled(nothing_for=DRAWN[1:]))
    assert case.state.submission is not None
    assert case.state.submission.nothing_for == DRAWN[1:]


def test_items_need_something_for_each() -> None:
    case = a_penalty("items", items=(Words("One."), Words("Two."))).then(begin, BORIS)
    answers = (Answer(code="reason", words=Words("No."), slot="i1"),)
    assert attempt(appeal, case, BORIS, answers=answers, nothing_for=("i2",)) == form.NONE_NOT_ALLOWED.at_field(
        "nothing_for"
    )
    whole = (*answers, Answer(code="reason", words=Words("No."), slot="i2"))
    assert case.then(appeal, BORIS, answers=whole).state.appeal == "review"


@pytest.mark.parametrize(
    ("verb", "case", "by", "after", "refusal"),
    [
        (begin, IMPOSED, SAM, HOUR, NOT_YOURS),
        (begin, IMPOSED, RITA, HOUR, NOT_YOURS),
        (begin, PROPOSED, BORIS, HOUR, NOT_YOURS),
        (begin, IMPOSED, BELA, HOUR, NO_RIGHT_TO_APPEAL),
        (begin, LIFTED, BORIS, HOUR, ENDED.given(ended_at=LIFTED.at)),
        (begin, IN_FULL, BORIS, HOUR, ENDED.given(ended_at=IN_FULL.at)),
        (begin, FORBIDDEN, BORIS, HOUR, NOT_APPEALABLE.given(rule="1.1")),
        (begin, APPEALED, BORIS, HOUR, UNDER_REVIEW),
        (begin, BEGUN, BORIS, HOUR, begin.BEGUN),
        (appeal, IMPOSED, BORIS, HOUR, appeal.NOT_BEGUN),
        (appeal, APPEALED, BORIS, HOUR, UNDER_REVIEW),
        (decline, FORBIDDEN, BORIS, HOUR, NOT_APPEALABLE.given(rule="1.1")),
        (withdraw, BEGUN, BORIS, HOUR, NOT_UNDER_REVIEW),
        (withdraw, APPEALED, BELA, HOUR, NO_RIGHT_TO_APPEAL),
        # Precedence: a stranger learns nothing of the penalty's state.
        (begin, LIFTED, SAM, 100 * DAY, NOT_YOURS),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    verb: Any, case: Case, by: Any, after: timedelta, refusal: object
) -> None:
    fields = STORY if verb is appeal else {}
    assert attempt(verb, case, by, case.at + after, **fields) == refusal


@pytest.mark.parametrize("number", ["", "xyz", "0123456789ABCDEF", "0" * 15, "0" * 65])
def test_the_merchants_half_of_the_draw_is_a_number_of_its_own(number: str) -> None:
    assert attempt(begin, IMPOSED, BORIS, chance=number) == begin.NO_NUMBER
