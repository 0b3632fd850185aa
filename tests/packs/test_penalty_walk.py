"""With nobody acting, every turn of every penalty comes to rest; the walk sees it where one doesn't."""

from datetime import datetime
from typing import get_args

import pytest
from msgspec.structs import replace

from ombud.core.deadlines import PenaltyDue
from ombud.core.penalty.form import slips
from ombud.core.penalty.lapse import CONSEQUENCES
from ombud.core.penalty.state import Penalty
from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import FormField, Violation
from ombud.core.refusal import Refusal
from ombud.packs.checks.penalties import catalogue, limits
from ombud.packs.checks.penalty_turns import filled, turns_of
from ombud.packs.checks.penalty_walk import silence, stuck
from ombud.packs.load import PACKS, PackFile, load_pack, read_pack

AT = datetime.fromisoformat("2026-03-10T12:00:00+08:00")
WEIDIAN = load_pack("weidian")
APPEALED = {
    "appeal begun", "appeal prepared", "under review", "question asked", "found incomplete", "granted on a condition",
    "condition met", "withdrawn",
}  # fmt: skip


def violations(policy: Policy) -> tuple[Violation, ...]:
    assert policy.pack.penalties is not None
    return policy.pack.penalties.violations


def of(code: str, policy: Policy = WEIDIAN) -> Violation:
    return next(one for one in violations(policy) if one.code == code)


def at_turn(code: str, turn: str) -> Penalty:
    found = turns_of(of(code), WEIDIAN, AT)[turn]
    assert isinstance(found, Penalty)
    return found


CASES = [
    (name, one.code)
    for name in ("market", "pinduoduo", "wechat", "weidian", "weixun")
    for one in violations(load_pack(name))
]


@pytest.mark.parametrize(("name", "code"), CASES)
def test_time_alone_brings_every_turn_of_every_violation_to_rest(name: str, code: str) -> None:
    policy = load_pack(name)

    found = turns_of(of(code, policy), policy, AT)

    assert {"notice", "consulted"} <= set(found)
    assert set(found) >= (APPEALED if of(code, policy).appeal else set())
    for turn, penalty in found.items():
        assert not isinstance(penalty, Refusal), (turn, penalty)
        assert stuck(penalty, policy) is None, turn


def test_the_turns_reach_every_kind_of_deadline_that_a_penalty_knows() -> None:
    reached = set()
    for policy in (WEIDIAN, load_pack("weixun")):  # the second freezes what a shop turns over
        for violation in violations(policy):
            for penalty in turns_of(violation, policy, AT).values():
                assert isinstance(penalty, Penalty)
                reached |= {one.kind for one in penalty.deadlines}

    assert reached == set(get_args(PenaltyDue))


def test_something_follows_every_kind_of_deadline_that_a_penalty_knows() -> None:
    assert set(CONSEQUENCES) == set(get_args(PenaltyDue))


def test_caps_of_one_are_no_trap() -> None:
    for name in ("wechat", "weidian"):
        policy = load_pack(name)
        assert policy.pack.penalties is not None
        tight = replace(policy.pack.penalties.limits, orders_max=1, items_max=1, questions_max=1)
        pack = replace(policy.pack, penalties=replace(policy.pack.penalties, limits=tight))
        for violation in violations(policy):
            for turn, penalty in turns_of(violation, replace(policy, pack=pack), AT).items():
                assert isinstance(penalty, Penalty), (violation.code, turn)


def test_grave_measures_wait_for_a_second_person_first() -> None:
    assert "proposed" in turns_of(of("fraud"), WEIDIAN, AT)
    assert "proposed" not in turns_of(of("late-dispatch"), WEIDIAN, AT)


@pytest.mark.parametrize(("name", "code"), CASES)
def test_every_form_takes_the_shortest_appeal_that_holds_all_it_asks_for(name: str, code: str) -> None:
    appeal = of(code, load_pack(name)).appeal
    if appeal is None:
        return
    slots = ("whole",) if appeal.slots == "whole" else ("a", "b")

    assert slips(appeal.form, filled(appeal.form, slots), slots, none_allowed=appeal.none_allowed) == []


@pytest.mark.parametrize(
    ("turn", "told"),
    [
        ("proposed", "it waits for a second person without a deadline"),
        ("notice", "its window to appeal never closes"),
        ("under review", "its appeal waits without a deadline"),
        ("granted on a condition", "its appeal waits without a deadline"),
    ],
)
def test_a_turn_that_waits_without_a_deadline_is_a_trap(turn: str, told: str) -> None:
    assert stuck(replace(at_turn("fraud", turn), deadlines=()), WEIDIAN) == told


def test_more_turns_than_any_penalty_has_are_a_circle() -> None:
    assert stuck(at_turn("fraud", "question asked"), WEIDIAN, rounds_max=1) == "it goes round in circles"


def test_a_penalty_that_stands_and_can_not_be_appealed_any_more_waits_for_nothing() -> None:
    assert stuck(replace(at_turn("prohibited-goods", "notice"), deadlines=()), WEIDIAN) is None


def changed(violation: Violation) -> PackFile:
    found = read_pack(PACKS / "weidian")
    assert found.pack.penalties is not None
    kept = [violation if one.code == violation.code else one for one in found.pack.penalties.violations]
    return replace(found, pack=replace(found.pack, penalties=replace(found.pack.penalties, violations=tuple(kept))))


def test_a_turn_that_can_not_be_reached_is_told_with_the_refusal() -> None:
    harassing = of("harassing-consumers")
    assert harassing.appeal is not None
    form = replace(harassing.appeal.form, fields=(FormField(code="explanation", type="words", words_max=0),))
    found = changed(replace(harassing, appeal=replace(harassing.appeal, form=form)))

    assert [(one.where, one.problem) for one in silence(found)] == [
        (
            "penalties.violations[6].code",
            "there is no way to the turn “appeal prepared” (too-many-words at answers.explanation)",
        )
    ]


def test_an_empty_catalogue_and_an_amount_below_nothing_are_told() -> None:
    found = read_pack(PACKS / "weidian")
    rules = found.pack.penalties
    assert rules is not None
    empty = replace(rules, violations=(), limits=replace(rules.limits, funds_two_people_above=-1))
    broken = replace(found, pack=replace(found.pack, penalties=empty))

    assert [one.problem for one in (*catalogue(broken), *limits(broken))] == [
        "the catalogue is empty", "no amount is below nothing",
    ]  # fmt: skip
