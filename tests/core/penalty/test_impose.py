"""A shop is penalised: never without facts, reasons, measures, and the terms of its appeal."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.penalty import approve, drop, impose
from ombud.core.penalty.events.imposing import Measure, PenaltyImposed, PenaltyProposed
from ombud.core.penalty.impose import ChosenMeasure, Grounds, ImposePenalty
from ombud.core.penalty.rungs import NO_PENALTIES, NO_WORDS, TOO_LONG, TOO_MANY_FILES
from ombud.core.penalty.state import evolve
from ombud.core.shop.events import PenaltyEntered
from ombud.core.shop.follow import follow
from ombud.core.staff import NO_RIGHT, NOT_STAFF
from ombud.core.words import Words
from tests.core.complaint.cast import RULED
from tests.core.penalty.cast import CLOSED_ACCOUNT, IMPOSED, IN_PART, LIFTED, PROPOSED, SAID
from tests.core.penalty.world import (
    BORIS,
    DAY,
    DRAWN,
    IRIS,
    KEY,
    ORDERS,
    POLICY,
    RITA,
    RUTH,
    SHOP,
    T0,
    a_file,
    a_penalty,
    attempt,
    imposing,
)

FILES = tuple(a_file("other") for _ in range(POLICY.pack.limits.files_max + 1))
ITEMS = (Words("The first."), Words("The second."))


@pytest.mark.requirement("WD-1")
def test_a_penalty_holds_facts_rule_measures_and_its_appeal_and_its_clocks_start_with_its_notice() -> None:
    (event,) = imposing("fake-sales")
    assert isinstance(event, PenaltyImposed)
    said = event.imposition
    assert (said.violation, said.rule, said.pack) == ("fake-sales", "1.1", "test@1")
    assert said.facts
    assert said.reasons
    assert said.measures == (
        Measure(id="m1", code="sales", kind="sales-not-counted", begins_at=T0, ends_at=None),
        Measure(id="m2", code="search", kind="search-demotion", begins_at=T0, ends_at=T0 + 7 * DAY),
    )
    assert event.terms is not None
    assert (event.terms.opens_at, event.terms.closes_at) == (T0, T0 + 10 * DAY)
    assert {(one.kind, one.about, one.due_at) for one in event.deadlines} == {
        ("measure", "m2", T0 + 7 * DAY),
        ("appeal", "", T0 + 10 * DAY),
    }
    assert min(one.from_at for one in event.deadlines) >= event.at


def test_a_measure_can_begin_later_and_end_by_itself() -> None:
    case = a_penalty("forbidden")
    assert case.state.terms is None
    assert case.shop.measures == ()
    on = case.wait(DAY)
    assert [one.kind for one in on.shop.measures] == ["listing-removed"]
    over = on.wait(3 * DAY)
    assert over.shop.measures == ()
    assert over.state.deadlines == ()


def test_measures_that_are_chosen_are_those_and_no_others() -> None:
    case = a_penalty(measures=(ChosenMeasure(code="search"),))
    assert [one.kind for one in case.shop.measures] == ["search-demotion"]
    assert case.state.uncounted == ()


def test_the_platforms_own_software_can_penalise_too() -> None:
    assert isinstance(imposing("fake-sales", by=KEY)[0], PenaltyImposed)


@pytest.mark.parametrize("measures", [CLOSED_ACCOUNT, (ChosenMeasure(code="held", amount=1001),)])
def test_what_one_person_cant_impose_waits_for_a_second(measures: tuple[ChosenMeasure, ...]) -> None:
    case = a_penalty("fraud", measures=measures)
    assert isinstance(case.events[0], PenaltyProposed)
    assert (case.state.stage, case.state.imposed, case.shop.measures) == ("proposed", False, ())
    stands = case.then(approve, RUTH)
    assert stands.state.in_force
    assert stands.state.decided_by == ("rita", "ruth")
    assert len(stands.shop.measures) == len(measures)
    assert stands.state.terms is not None
    assert stands.state.terms.opens_at == stands.at, "no clock starts before the notice"


def test_funds_within_the_limit_need_no_second_person() -> None:
    assert a_penalty("fraud", measures=(ChosenMeasure(code="held", amount=1000),)).state.in_force


def test_a_proposal_can_be_dropped_and_the_shop_never_hears_of_it() -> None:
    dropped = PROPOSED.then(drop, RUTH, words=SAID)
    assert (dropped.state.stage, dropped.state.deadlines) == ("dropped", ())
    assert attempt(approve, dropped, RUTH) == approve.NONE_WAITS
    assert PROPOSED.then(drop, RITA, words=SAID).state.stage == "dropped", "who proposed it can take it back"


def test_a_proposal_nobody_decides_on_goes_to_the_senior_queue() -> None:
    late = PROPOSED.wait(timedelta(days=1))
    assert late.state.overdue == 1
    assert not late.state.imposed


@pytest.mark.parametrize(
    ("verb", "by", "fields", "refusal"),
    [
        (approve, RITA, {}, approve.YOUR_OWN),
        (approve, IRIS, {}, NO_RIGHT),
        (approve, BORIS, {}, NOT_STAFF),
        (drop, IRIS, {"words": SAID}, NO_RIGHT),
        (drop, RUTH, {"words": Words(" ")}, NO_WORDS),
    ],
)
def test_the_second_person_is_another_one(verb: Any, by: Any, fields: dict[str, Any], refusal: object) -> None:
    assert attempt(verb, PROPOSED, by, **fields) == refusal


@pytest.mark.parametrize(
    ("violation", "fields", "refusal"),
    [
        ("fake-sales", {"by": BORIS}, NOT_STAFF),
        ("fake-sales", {"by": IRIS}, NO_RIGHT),
        ("unheard-of", {}, impose.NO_SUCH_VIOLATION.given(violation="unheard-of")),
        (
            "fake-sales",
            {"measures": (ChosenMeasure(code="closed"),)},
            impose.NO_SUCH_MEASURE.given(measure="closed", measures="sales, search"),
        ),
        ("fraud", {"measures": (ChosenMeasure(code="held"),)}, impose.NO_AMOUNT),
        ("fake-sales", {"orders": ()}, impose.NO_ORDERS),
        ("forms", {"orders": ("o1",)}, impose.ORDERS_NOT_NAMED),
        ("fake-sales", {"orders": tuple(f"o{n}" for n in range(51))}, impose.TOO_MANY_ORDERS.given(orders_max=50)),
        ("fake-sales", {"orders": ("o1", "o99")}, impose.NOT_ITS_ORDERS.given(order="o99")),
        (
            "fake-sales",
            {"penalised": (("o1", "TP-0"),)},
            impose.ALREADY_PENALISED.given(order="o1", number="TP-0"),
        ),
        ("items", {}, impose.NO_ITEMS),
        ("items", {"items": ITEMS + ITEMS}, impose.TOO_MANY_ITEMS.given(items_max=3)),
        ("items", {"items": (Words(""),)}, NO_WORDS.at_field("items")),
        ("forms", {"items": ITEMS}, impose.ITEMS_NOT_LISTED),
        ("forms", {"facts": Words("")}, NO_WORDS.at_field("facts")),
        ("forms", {"reasons": Words("  ")}, NO_WORDS.at_field("reasons")),
        (
            "forms",
            {"facts": Words("x" * 201)},
            TOO_LONG.at_field("facts").given(words_max=200, words=201),
        ),
        ("forms", {"files": FILES}, TOO_MANY_FILES.given(files_max=len(FILES) - 1)),
    ],
)
def test_it_cant_be_saved_without_what_it_needs(violation: str, fields: dict[str, Any], refusal: Any) -> None:
    assert imposing(violation, **fields) == refusal


def test_a_platform_whose_rules_know_no_penalties_imposes_none() -> None:
    bare = replace(POLICY, pack=replace(POLICY.pack, penalties=None))
    assert impose.may(RITA, Grounds(shop=SHOP), bare, T0) == NO_PENALTIES


def test_the_case_it_is_carried_from_is_about_the_same_shop() -> None:
    other = replace(RULED.state, shop="another")
    command = ImposePenalty(
        by=RITA, at=T0, penalty="p1", number="TP-1", shop="mugs", violation="forms", facts=SAID, reasons=SAID,
        ground=impose.CarriedFrom(kind="complaint", id="c1"),
    )  # fmt: skip
    assert impose.decide(command, Grounds(shop=SHOP, complaint=other), POLICY) == impose.OTHER_SHOP
    (event,) = impose.decide(command, Grounds(shop=SHOP, complaint=RULED.state), POLICY)
    assert event.imposition.ground.number == RULED.state.number


def test_whoever_agrees_to_a_proposal_is_told_that_another_penalty_was_first() -> None:
    refused = attempt(approve, PROPOSED, RUTH, penalised=(("o1", "TP-0"),))
    assert refused == impose.ALREADY_PENALISED.given(order="o1", number="TP-0").at_field("")


def test_its_orders_are_penalised_while_it_stands_but_for_those_that_count_again() -> None:
    assert IMPOSED.state.penalised == tuple(one.id for one in ORDERS)
    assert IN_PART.state.penalised == tuple(one.id for one in ORDERS if one.id not in DRAWN[:2])
    assert (LIFTED.state.penalised, PROPOSED.state.penalised) == ((), ())


def test_a_shop_learns_of_a_penalty_whose_measures_all_begin_later_so_that_another_at_once_clashes() -> None:
    (event,) = imposing("forbidden")
    assert follow(event, evolve(None, event), SHOP) == (PenaltyEntered(by=RITA, at=T0, penalty="p1", number="TP-1"),)


def test_orders_are_kept_as_they_were_known() -> None:
    assert a_penalty().state.imposition.orders == ORDERS
