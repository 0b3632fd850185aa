"""What a shop's own people do with it: its look, its people, who owns it and who stands in."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.files import File
from ombud.core.people import Member
from ombud.core.shop import (
    announce_absence,
    change_role,
    end_absence,
    hand_over,
    invite_member,
    join,
    remove_member,
    set_up,
)
from ombud.core.shop.events import MeasureSwitchedOn
from ombud.core.shop.state import evolve
from ombud.core.words import EMPTY, Words
from tests.core.shop.cast import (
    HELPER,
    INVITED,
    OPEN,
    OWNER,
    POLICY,
    RITA,
    STRANGER,
    T0,
    TIME,
    WAITING,
    WANTED,
    WITH_HELPER,
    code_of,
    done,
    run,
    shop,
)

DAY = timedelta(days=1)
TAO = Member(id="tao", shop="")
LOGO = File(file="l1", kind="logo", media_type="image/png")
POSTER = File(file="p1", kind="poster", media_type="image/jpeg")


def test_a_shop_is_set_up_anew_and_keeps_pictures_that_are_not_dropped() -> None:
    dressed = done(set_up, OPEN, OWNER, files=(LOGO, POSTER), background="jade", policy="30 days.", **WANTED)
    made = shop(dressed)
    assert (made.look.background, made.look.logo, made.look.poster) == ("jade", LOGO, POSTER)
    assert made.facts.policy == "30 days."
    other = File(file="l2", kind="logo", media_type="image/png")
    again = shop(done(set_up, dressed, OWNER, files=(other,), drop=("poster",), **{**WANTED, "name": "Cups"}))
    assert (again.facts.name, again.look.logo, again.look.poster) == ("Cups", other, None)


@pytest.mark.parametrize(
    ("by", "changed", "code"),
    [
        (HELPER, {}, "owner-only"),
        (STRANGER, {}, "not-your-shop"),
        (RITA, {}, "not-your-shop"),
        (OWNER, {"name": ""}, "shop-name-missing"),
        (OWNER, {"category": "?"}, "category-unknown"),
        (OWNER, {"contact": EMPTY}, "contact-missing"),
        (OWNER, {"policy": "x" * 2001}, "policy-too-long"),
        (OWNER, {"files": (LOGO, LOGO)}, "shop-picture-unfit"),
        (OWNER, {"files": (replace(LOGO, kind="banner"),)}, "shop-picture-unfit"),
        (OWNER, {"files": (replace(LOGO, media_type="application/pdf"),)}, "shop-picture-unfit"),
    ],
)
def test_only_the_owner_sets_a_shop_up_and_only_as_it_can_be(by: Any, changed: dict[str, Any], code: str) -> None:
    assert code_of(run(set_up, shop(OPEN), by, **{**WANTED, **changed})) == code


def test_a_suspended_shop_changes_nothing_about_itself() -> None:
    on = MeasureSwitchedOn(
        by=TIME, at=T0, penalty="p", number="P1", measure="m", kind="account-suspended", about="", amount=0
    )
    held = evolve(shop(WITH_HELPER), on)
    for verb, fields in (
        (set_up, WANTED),
        (invite_member, {"member": "new", "role": "viewer"}),
        (hand_over, {"member": "tao"}),
    ):
        assert code_of(run(verb, held, OWNER, **fields)) == "shop-suspended"


def test_somebody_who_was_asked_joins_in_the_role_they_were_asked_for() -> None:
    assert shop(INVITED).invited == {"tao": "service"}
    made = shop(WITH_HELPER)
    assert (made.members, made.invited) == ({"mei": "owner", "tao": "service"}, {})
    assert code_of(run(join, shop(INVITED), Member(id="lee", shop=""))) == "not-invited"
    assert code_of(run(join, shop(INVITED), Member(id="tao", shop="tea"))) == "acts-for-a-shop"


@pytest.mark.parametrize(
    ("by", "fields", "code"),
    [
        (HELPER, {"member": "new", "role": "viewer"}, "owner-only"),
        (OWNER, {"member": " ", "role": "viewer"}, "member-missing"),
        (OWNER, {"member": "new", "role": "owner"}, "role-not-given"),
        (OWNER, {"member": "tao", "role": "viewer"}, "member-already"),
        (OWNER, {"member": "mei", "role": "viewer"}, "member-already"),
        (OWNER, {"member": "ann", "role": "viewer", "colleagues": ("ann",)}, "member-already"),
    ],
)
def test_an_invitation_that_does_not_fit_is_refused(by: Any, fields: dict[str, Any], code: str) -> None:
    assert code_of(run(invite_member, shop(WITH_HELPER), by, **fields)) == code


def test_a_shop_has_no_more_members_than_its_platform_allows() -> None:
    full = replace(shop(OPEN), invited={f"m{n}": "viewer" for n in range(19)})
    assert code_of(run(invite_member, full, OWNER, member="one-more", role="viewer")) == "too-many-members"


def test_a_role_changes_and_a_member_goes_but_never_the_owner() -> None:
    made = shop(WITH_HELPER)
    assert shop(done(change_role, WITH_HELPER, OWNER, member="tao", role="viewer")).members["tao"] == "viewer"
    assert code_of(run(change_role, made, OWNER, member="tao", role="service")) == "role-already"
    assert code_of(run(change_role, made, OWNER, member="mei", role="viewer")) == "not-a-colleague"
    assert code_of(run(remove_member, made, OWNER, member="mei")) == "owner-stays"
    assert code_of(run(remove_member, made, OWNER, member="nobody")) == "not-a-colleague"
    assert code_of(run(remove_member, made, HELPER, member="mei")) == "owner-only"
    assert shop(done(remove_member, WITH_HELPER, OWNER, member="tao")).members == {"mei": "owner"}
    assert shop(done(remove_member, WITH_HELPER, HELPER, member="tao")).members == {"mei": "owner"}
    assert shop(done(remove_member, INVITED, OWNER, member="tao")).invited == {}


def test_a_shop_is_handed_over_to_one_of_its_members() -> None:
    given = shop(done(hand_over, WITH_HELPER, OWNER, member="tao"))
    assert given.members == {"mei": "service", "tao": "owner"}
    assert code_of(run(set_up, given, OWNER, **WANTED)) == "owner-only"
    assert code_of(run(hand_over, shop(WITH_HELPER), OWNER, member="sam")) == "not-a-colleague"
    assert code_of(run(hand_over, shop(WAITING), OWNER, member="tao")) == "papers-under-way"
    assert code_of(run(hand_over, shop(OPEN), OWNER, member="ann", colleagues=("ann", "mei"))) == ""


def test_an_absence_names_who_stands_in_and_ends_when_the_owner_is_back() -> None:
    when = {"from_at": T0 + DAY, "until": T0 + 8 * DAY}
    away = done(announce_absence, WITH_HELPER, OWNER, substitute="tao", words=Words("Back on Monday."), **when)
    absence = shop(away).absence
    assert absence is not None
    assert [absence.holds(T0 + n * DAY) for n in (0, 1, 7, 8)] == [False, True, True, False]
    assert shop(done(end_absence, away, OWNER)).absence is None
    assert shop(done(remove_member, away, OWNER, member="tao")).absence is None
    assert shop(done(hand_over, away, OWNER, member="tao")).absence is None
    assert code_of(run(end_absence, shop(WITH_HELPER), OWNER)) == "not-away"
    assert code_of(run(end_absence, shop(away), OWNER, T0 + 9 * DAY)) == "not-away"


@pytest.mark.parametrize(
    ("first", "last", "substitute", "code"),
    [
        (2, 1, "tao", "absence-backwards"),
        (-9, -1, "tao", "absence-over"),
        (0, 181, "tao", "absence-too-long"),
        (0, 3, "mei", "not-a-colleague"),
        (0, 3, "sam", "not-a-colleague"),
        (0, 3, "", ""),
    ],
)
def test_an_absence_that_does_not_fit_is_refused(first: int, last: int, substitute: str, code: str) -> None:
    when = {"from_at": T0 + first * DAY, "until": T0 + last * DAY}
    assert code_of(run(announce_absence, shop(WITH_HELPER), OWNER, substitute=substitute, **when)) == code


def test_who_stands_in_for_an_owner_of_a_told_shop_is_not_its_owner() -> None:
    told = replace(shop(OPEN), applied_at=None, members={})
    when = {"from_at": T0, "until": T0 + DAY}
    event = run(announce_absence, told, OWNER, substitute="tao", colleagues=("tao",), **when)[0]
    away = evolve(told, event)
    stands_in = Member(id="tao", shop="s1", rights=("answer", "appeal"))
    assert code_of(run(hand_over, away, stands_in, member="tao")) == "owner-only"
    assert POLICY.pack.shops is not None
