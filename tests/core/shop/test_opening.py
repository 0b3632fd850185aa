"""A shop's way from application to opening: each step in its place, each no with its reason."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.credentials import resident_id_check
from ombud.core.files import File
from ombud.core.people import Member
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop import accept_duties, apply, lapse, qualify, recount, refuse, see_credentials, verify
from ombud.core.shop import open as opening
from ombud.core.shop.papers import Entry, Number
from ombud.core.shop.state import Shop
from ombud.core.words import EMPTY, Secret, Words
from tests.core.shop.cast import (
    ACCEPTED,
    APPLIED,
    CARLA,
    CODE,
    COMPANY,
    HELPER,
    LAPSED,
    LICENCE,
    MEI,
    OPEN,
    OWNER,
    POLICY,
    REFUSED,
    RITA,
    SEED,
    STRANGER,
    T0,
    TIME,
    VERIFIED,
    VIEWER,
    WAITING,
    WANTED,
    code_of,
    done,
    run,
    shop,
)

DAY = timedelta(days=1)
END = T0.replace(hour=16) + 30 * DAY
"""The end of the thirtieth day in Shanghai."""


def test_an_application_makes_its_maker_the_owner_and_says_by_when_the_papers_are_due() -> None:
    made = shop(APPLIED)
    assert (made.stage, made.members, made.facts.name) == ("applied", {"mei": "owner"}, "Mei’s Cups")
    due = made.deadlines[0]
    assert (due.kind, due.on, due.due_at) == ("qualification", "merchant", END)
    assert due.remind_at == END - 3 * DAY
    assert APPLIED[0].contact == Words("13800001234").kept


@pytest.mark.parametrize(
    ("by", "changed", "code"),
    [
        (CARLA, {}, "merchant-only"),
        (SEED, {}, "merchant-only"),
        (STRANGER, {}, "acts-for-a-shop"),
        (MEI, {"name": "  "}, "shop-name-missing"),
        (MEI, {"name": "x" * 61}, "shop-name-too-long"),
        (MEI, {"category": "weapons"}, "category-unknown"),
        (MEI, {"contact": EMPTY}, "contact-missing"),
        (MEI, {"contact": Words("x" * 121)}, "contact-too-long"),
        (MEI, {"city": "x" * 61}, "city-too-long"),
    ],
)
def test_an_application_that_does_not_fit_is_refused(by: Any, changed: dict[str, Any], code: str) -> None:
    assert code_of(run(apply, None, by, **{**WANTED, **changed})) == code


def test_where_shops_do_not_open_here_nobody_applies() -> None:
    without = replace(POLICY, pack=replace(POLICY.pack, shops=None))
    assert code_of(run(apply, None, MEI, under=without, **WANTED)) == "shops-not-opened-here"


def test_an_id_is_never_applied_for_twice() -> None:
    assert code_of(run(apply, shop(APPLIED), MEI, **WANTED)) == "shop-exists"


def test_the_duties_are_accepted_in_the_version_that_is_in_force() -> None:
    made = shop(APPLIED)
    wrong = run(accept_duties, made, OWNER, version="2025.3")
    assert (code_of(wrong), wrong.facts) == ("duties-changed", {"now": "2026.1", "read": "2025.3"})
    assert code_of(run(accept_duties, made, HELPER, version="2026.1")) == "owner-only"
    assert code_of(run(accept_duties, made, STRANGER, version="2026.1")) == "not-your-shop"
    assert shop(ACCEPTED).duties == "2026.1"
    assert code_of(run(accept_duties, shop(ACCEPTED), OWNER, version="2026.1")) == "duties-accepted"


def test_papers_come_after_the_duties_and_wait_for_the_platform() -> None:
    assert code_of(run(qualify, shop(APPLIED), OWNER, **COMPANY)) == "duties-not-accepted"
    made = shop(WAITING)
    assert made.stage == "waiting"
    due = made.deadlines[0]
    assert (due.kind, due.on) == ("shop-verification", "platform")
    assert due.due_at == T0.replace(day=12, hour=16)
    assert code_of(run(qualify, made, OWNER, **COMPANY)) == "papers-with-platform"
    assert code_of(run(qualify, shop(VERIFIED), OWNER, **COMPANY)) == "shop-verified"


def test_no_number_stands_in_the_event() -> None:
    kept = WAITING[-1].qualification.numbers[0]
    assert kept.code == "credit-code"
    assert kept.words == Secret(CODE).kept
    assert CODE not in str(WAITING)
    assert CODE not in repr(Secret(CODE))


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"form": "club"}, "form-unknown", "form"),
        ({"numbers": ()}, "number-missing", "numbers.credit-code"),
        ({"numbers": (Number(code="credit-code", number=Secret(CODE[:-1] + "D")),)}, "check-digit-wrong",
         "numbers.credit-code"),
        ({"numbers": (Number(code="credit-code", number=Secret(CODE)), Number(code="x", number=Secret("1")))},
         "field-not-in-form", "numbers"),
        ({"entries": ()}, "field-missing", "entries.legal-name"),
        ({"entries": (*COMPANY["entries"], Entry(code="valid-until", words=Words("2026-03-08")))}, "paper-expired",
         "entries.valid-until"),
        ({"entries": (*COMPANY["entries"], Entry(code="valid-until", words=Words("soon")))}, "not-a-date",
         "entries.valid-until"),
        ({"entries": (*COMPANY["entries"], COMPANY["entries"][0])}, "field-filled-twice", "entries.legal-name"),
        ({"files": ()}, "too-few-files", "files.licence"),
        ({"files": (LICENCE,) * 3}, "too-many-files-here", "files.licence"),
        ({"files": (LICENCE, File(file="f2", kind="selfie"))}, "material-not-in-form", "files"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_papers_is_named_at_its_field(changed: dict[str, Any], code: str, field: str) -> None:
    outcome = run(qualify, shop(ACCEPTED), OWNER, **{**COMPANY, **changed})
    assert (code_of(outcome), outcome.field) == (code, field)


def test_a_person_shows_an_id_card_whose_number_holds() -> None:
    first = "11010119900307001"
    sides = tuple(File(file=one, kind=one, media_type="image/png") for one in ("id-front", "id-back"))
    given = {
        "form": "person",
        "entries": (Entry(code="full-name", words=Words("林梅")),),
        "files": sides,
    }
    number = (Number(code="resident-id", number=Secret(f"{first[:6]} {first[6:]}{resident_id_check(first)}")),)
    assert shop(done(qualify, ACCEPTED, OWNER, numbers=number, **given)).stage == "waiting"
    pdf = (File(file="id-front", kind="id-front", media_type="application/pdf"), sides[1])
    assert code_of(run(qualify, shop(ACCEPTED), OWNER, numbers=number, **{**given, "files": pdf})) == (
        "file-kind-not-taken"
    )


def test_a_reviewer_finds_papers_in_order_or_sends_them_back_with_reasons() -> None:
    assert shop(VERIFIED).stage == "verified"
    assert shop(VERIFIED).verified
    made = shop(REFUSED)
    assert made.stage == "refused"
    assert made.refused is not None
    assert made.refused.reasons == ("unreadable",)
    assert made.deadlines[0].kind == "qualification"
    again = shop(done(qualify, REFUSED, OWNER, T0 + DAY, **COMPANY))
    assert (again.stage, again.refused) == ("waiting", None)


@pytest.mark.parametrize(
    ("state", "by", "changed", "code"),
    [
        (WAITING, OWNER, {}, "reviewer-only"),
        (WAITING, VIEWER, {}, "no-right"),
        (ACCEPTED, RITA, {}, "no-papers-waiting"),
        (VERIFIED, RITA, {}, "no-papers-waiting"),
        (WAITING, RITA, {"reasons": ()}, "no-reason"),
        (WAITING, RITA, {"reasons": ("ugly",)}, "refusal-reason-unknown"),
        (WAITING, RITA, {"words": EMPTY}, "no-words"),
        (WAITING, RITA, {"words": Words("x" * 5000)}, "too-many-words"),
    ],
)
def test_refusing_papers_needs_the_right_a_reason_and_words(
    state: tuple[Any, ...], by: Any, changed: dict[str, Any], code: str
) -> None:
    given = {"reasons": ("expired",), "words": Words("It ran out in May."), **changed}
    assert code_of(run(refuse, shop(state), by, **given)) == code
    if not changed:
        assert code_of(run(verify, shop(state), by)) == code


def test_each_look_at_the_numbers_has_its_reason_on_record() -> None:
    made = shop(WAITING)
    assert code_of(run(see_credentials, made, OWNER, why=Words("Because."))) == "reviewer-only"
    assert code_of(run(see_credentials, made, RITA, why=EMPTY)) == "no-words"
    assert code_of(run(see_credentials, shop(ACCEPTED), RITA, why=Words("x"))) == "no-papers"
    seen = run(see_credentials, made, RITA, why=Words("To compare."))
    assert [type(one).__name__ for one in seen] == ["CredentialsSeen"]


def test_a_shop_opens_once_verified_and_with_the_duties_in_force() -> None:
    assert code_of(run(opening, shop(WAITING), OWNER)) == "shop-not-verified"
    changed = replace(POLICY.pack.shops, duties_version="2026.2") if POLICY.pack.shops else None
    newer = replace(POLICY, pack=replace(POLICY.pack, shops=changed))
    assert code_of(run(opening, shop(VERIFIED), OWNER, under=newer)) == "duties-not-accepted"
    assert shop(OPEN).stage == "open"
    assert code_of(run(opening, shop(OPEN), OWNER)) == "shop-open"


def test_time_reminds_then_puts_an_application_aside_and_papers_take_it_up_again() -> None:
    made = shop(APPLIED)
    assert code_of(run(lapse, made, TIME, END - 4 * DAY)) == "nothing-due"
    assert code_of(run(lapse, made, RITA, T0 + 40 * DAY)) == "clock-only"
    reminded = done(lapse, APPLIED, TIME, END - 3 * DAY)
    assert type(reminded[-1]).__name__ == "ShopReminded"
    assert code_of(run(lapse, shop(reminded), TIME, END - DAY)) == "nothing-due"
    gone = shop(LAPSED)
    assert (gone.stage, gone.deadlines) == ("lapsed", ())
    late = T0 + 50 * DAY
    accepted = done(accept_duties, LAPSED, OWNER, late, version="2026.1")
    assert shop(done(qualify, accepted, OWNER, late, **COMPANY)).stage == "waiting"


def test_papers_that_lie_too_long_go_to_senior_reviewers_and_are_never_dropped() -> None:
    late = done(lapse, WAITING, TIME, T0 + 5 * DAY)
    made = shop(late)
    assert (made.stage, made.overdue) == ("waiting", 1)
    again = shop(done(lapse, late, TIME, T0 + 15 * DAY))
    assert (again.stage, again.overdue) == ("waiting", 2)
    assert again.deadlines[0].due_at > T0 + 15 * DAY


def test_a_shop_that_was_only_told_of_counts_as_open_and_hands_nothing_in() -> None:
    told = replace(shop(APPLIED), applied_at=None, deadlines=(), source="import")
    assert isinstance(told, Shop)
    assert told.stage == "open"
    assert code_of(run(qualify, told, OWNER, **COMPANY)) == "shop-not-opened-here"
    unknown = replace(told, members={})
    assert code_of(run(accept_duties, unknown, OWNER, version="2026.1")) == ""
    assert code_of(run(accept_duties, unknown, Member(id="tao", shop="s1", rights=("answer",)), version="2026.1")) == (
        "owner-only"
    )


def test_a_replaced_table_moves_the_platforms_date_later_and_never_earlier() -> None:
    made = shop(WAITING)
    friday, calendar = T0.date() + timedelta(days=2), POLICY.calendar
    later = replace(POLICY, calendar=replace(calendar, version="another", off_days=calendar.off_days | {friday}))
    assert code_of(run(recount, made, RITA, under=later)) == "system-only"
    assert code_of(run(recount, made, TIME)) == "no-deadline-moved"
    moved = done_under(later)
    assert shop(moved).deadlines[0].due_at - made.deadlines[0].due_at == DAY
    assert code_of(run(recount, shop(moved), TIME, under=later)) == "no-deadline-moved"


def done_under(policy: Policy) -> tuple[Any, ...]:
    outcome = run(recount, shop(WAITING), TIME, under=policy)
    assert not isinstance(outcome, Refusal), outcome
    return (*WAITING, *outcome)
