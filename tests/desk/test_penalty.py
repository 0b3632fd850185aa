"""A penalty goes through the one door: with its notice, its measures on the shop, and what it was carried from."""

from datetime import timedelta
from typing import Any

import pytest

from ombud.core.penalty import draw
from ombud.core.penalty.notice import as_notice, redrawn
from ombud.core.refusal import Refusal
from ombud.desk.access import access_complaint, access_penalty, access_shop
from ombud.desk.handle import Act, Done, NotFound, handle
from ombud.desk.handle_many import handle_many, let_time_pass
from ombud.desk.rebuild import rebuild
from ombud.ledger.connection import rows
from ombud.ledger.words import said
from ombud.reads import penalties
from tests.cast import MONDAY, World, a_complaint, an_order, world

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NUMBER = "0123456789abcdef"


@pytest.fixture
def shop() -> World:
    """A platform under the pack with penalties, and five orders of one of its shops."""
    made = world("weidian")
    for n in range(1, 6):
        an_order(made, f"o-{n}", 1000 * n)
    return made


def impose(made: World, violation: str = "fictitious-transactions", **fields: Any) -> Any:
    orders = [f"o-{n}" for n in range(1, 6)] if violation == "fictitious-transactions" else []
    given = {"shop": "mugs", "violation": violation, "facts": "Found.", "reasons": "Why.", "orders": orders, **fields}
    return made.do("penalty.impose", "", fields.pop("by", made.rita), **{k: v for k, v in given.items() if k != "by"})


def imposed(made: World, violation: str = "fictitious-transactions", **fields: Any) -> str:
    done = impose(made, violation, **fields)
    assert isinstance(done, Done), done
    return done.id


@pytest.mark.requirement("WD-1")
def test_imposing_writes_the_penalty_its_notice_and_the_measures_on_the_shop_in_one_transaction(shop: World) -> None:
    done = impose(shop)
    assert isinstance(done, Done)
    assert done.number.startswith("TP-")
    told = rows("SELECT to_kind, to_ref, notice, stream, at FROM message WHERE platform = %s", (shop.platform.pk,))
    assert told == [("shop", "mugs", "penalty_imposed", done.id, MONDAY)]
    measures = access_shop(shop.platform.pk, "mugs").measures
    assert [(one.penalty, one.kind) for one in measures] == [
        (done.id, "sales-not-counted"),
        (done.id, "search-demotion"),
    ]
    jobs = rows("SELECT job FROM outbox WHERE platform = %s AND stream = %s", (shop.platform.pk, done.id))
    assert jobs == [("notice",)]


def test_orders_of_other_shops_and_unknown_ones_are_refused_by_name_and_nothing_is_written(shop: World) -> None:
    an_order(shop, "o-9", shop="tea")
    for stray in ("o-9", "o-unheard-of"):
        refused = impose(shop, orders=["o-1", stray])
        assert isinstance(refused, Refusal)
        assert (refused.code, refused.facts) == ("order-not-of-shop", {"order": stray})
    assert rows("SELECT 1 FROM penalty_row WHERE platform = %s", (shop.platform.pk,)) == []


def test_an_order_isnt_penalised_twice_for_the_same_while_the_first_stands(shop: World) -> None:
    first = imposed(shop)
    refused = impose(shop, orders=["o-5"])
    assert isinstance(refused, Refusal)
    assert refused.code == "already-penalised"
    assert isinstance(impose(shop, "illegal-cashing", orders=["o-5"]), Done), "for something else it can be"
    shop.do("penalty.lift", first, shop.rita, MONDAY + HOUR, words="A mistake.")
    assert isinstance(impose(shop, orders=["o-5"]), Done)


def test_the_seed_lies_beside_the_record_until_the_merchant_has_given_its_number(shop: World) -> None:
    id = imposed(shop)
    (seed,) = (one.text for one in said(shop.platform.pk, [id]) if not one.salt)
    bodies = rows("SELECT body FROM event WHERE platform = %s", (shop.platform.pk,))
    assert all(seed not in bytes(row[0]).decode() for row in bodies)
    begun = shop.do("penalty.begin", id, shop.boris, MONDAY + HOUR, chance=NUMBER)
    assert isinstance(begun, Done), begun
    case = access_penalty(shop.platform.pk, id, shop.boris, MONDAY + HOUR)
    assert case.penalty.draw is not None
    assert case.penalty.draw.seed == seed
    assert case.penalty.draw.orders == draw.drawn(seed, NUMBER, [f"o-{n}" for n in range(1, 6)], 3)
    assert redrawn(as_notice(case.penalty)) == []


def test_a_repeated_act_gets_the_same_answer_and_another_under_its_key_is_refused(shop: World) -> None:
    fields = {"shop": "mugs", "violation": "harassing-consumers", "facts": "F.", "reasons": "R."}
    act = Act(shop.platform.pk, "penalty.impose", "", shop.rita, fields, key="k-1", at=MONDAY)
    assert handle(act) == handle(act)
    assert len(rows("SELECT 1 FROM penalty_row WHERE platform = %s", (shop.platform.pk,))) == 1


def test_an_order_isnt_penalised_twice_where_its_sales_count_or_the_measures_begin_later(shop: World) -> None:
    late = {"violation": "late-dispatch", "orders": ["o-1", "o-2"]}
    imposed(shop, **late)
    again = impose(shop, **late)
    assert isinstance(again, Refusal)
    assert (again.code, again.facts["order"]) == ("already-penalised", "o-1")
    assert isinstance(impose(shop, "late-dispatch", orders=["o-3"]), Done)


def test_of_two_proposals_about_the_same_order_only_one_is_agreed_to(shop: World) -> None:
    fraud = {"orders": ["o-1"], "measures": [{"code": "account"}]}
    first, second = imposed(shop, "fraud", **fraud), imposed(shop, "fraud", **fraud)
    assert isinstance(shop.do("penalty.approve", first, shop.senior, MONDAY + HOUR), Done)
    refused = shop.do("penalty.approve", second, shop.senior, MONDAY + HOUR)
    assert isinstance(refused, Refusal)
    assert refused.code == "already-penalised"


def a_case_with_the_platform(shop: World) -> str:
    complaint: str = a_complaint(shop, "o-1", asked={"remedy": "refund", "amount": 1000}).id
    shop.do("complaint.step-in", complaint, shop.rolf, MONDAY + HOUR, words="We step in.")
    return complaint


def rule(shop: World, complaint: str) -> None:
    ruled = shop.do(
        "complaint.rule", complaint, shop.rolf, MONDAY + 2 * HOUR, liability="merchant", merchant_share=100,
        terms={"remedy": "refund", "amount": 1000}, reason="not-as-described", facts="F.", reasons="R.", relied_on=[],
        rules=["1.1"],
    )  # fmt: skip
    assert isinstance(ruled, Done), ruled


def a_ruled_complaint(shop: World) -> str:
    complaint = a_case_with_the_platform(shop)
    rule(shop, complaint)
    return complaint


@pytest.mark.requirement("WD-1")
def test_a_ruling_is_carried_into_a_penalty_in_one_step_and_linked_both_ways(shop: World) -> None:
    complaint = a_case_with_the_platform(shop)
    unruled = impose(shop, "not-as-described", ground={"kind": "complaint", "id": complaint})
    assert isinstance(unruled, Refusal)
    assert unruled.code == "shop-not-liable"
    rule(shop, complaint)
    id = imposed(shop, "not-as-described", ground={"kind": "complaint", "id": complaint})
    case = access_complaint(shop.platform.pk, complaint, shop.rita, MONDAY + 3 * HOUR).complaint
    assert (case.penalty, case.penalty_id) == ("not-as-described", id)
    ground = access_penalty(shop.platform.pk, id, shop.rita, MONDAY + 3 * HOUR).penalty.imposition.ground
    assert ground is not None
    assert (ground.kind, ground.id, ground.number) == ("complaint", complaint, case.number)
    again = impose(shop, "not-as-described", ground={"kind": "complaint", "id": complaint})
    assert isinstance(again, Refusal)
    assert again.code == "already-carried"


def test_a_shop_hears_nothing_of_a_case_carried_into_a_proposal_until_a_second_person_agrees(shop: World) -> None:
    complaint = a_ruled_complaint(shop)
    ground = {"kind": "complaint", "id": complaint}
    told = "SELECT notice FROM message WHERE platform = %s AND notice IN ('carried_into_penalty', 'penalty_imposed')"
    id = imposed(shop, "fraud", measures=[{"code": "account"}], ground=ground)
    assert rows(told, (shop.platform.pk,)) == []
    assert isinstance(shop.do("penalty.approve", id, shop.senior, MONDAY + 4 * HOUR), Done)
    assert sorted(rows(told, (shop.platform.pk,))) == [("carried_into_penalty",), ("penalty_imposed",)]
    case = access_complaint(shop.platform.pk, complaint, shop.rita, MONDAY + 5 * HOUR).complaint
    assert (case.penalty, case.penalty_id) == ("fraud", id)


def test_a_dropped_proposal_leaves_its_case_free_for_another_penalty(shop: World) -> None:
    complaint = a_ruled_complaint(shop)
    ground = {"kind": "complaint", "id": complaint}
    id = imposed(shop, "fraud", measures=[{"code": "account"}], ground=ground)
    shop.do("penalty.drop", id, shop.senior, MONDAY + 4 * HOUR, words="No.")
    assert isinstance(impose(shop, "not-as-described", ground=ground), Done)


def test_an_upheld_report_is_carried_too_and_a_missing_case_is_not_found(shop: World) -> None:
    report = shop.do("report.file", "", shop.ana, shop="mugs", about="fraud", words="Fake.")
    ground = {"kind": "report", "id": report.id}
    assert impose(shop, "harassing-consumers", ground=ground).code == "report-not-upheld"
    shop.do("report.conclude", report.id, shop.rita, MONDAY + HOUR, outcome="shop-warned", words="Yes.")
    assert isinstance(impose(shop, "harassing-consumers", ground=ground), Done)
    with pytest.raises(NotFound):
        impose(shop, "harassing-consumers", ground={"kind": "report", "id": "gone"})


def test_someone_elses_penalty_is_not_there_nor_is_one_that_waits_for_a_second_person(shop: World) -> None:
    id = imposed(shop)
    for stranger in (shop.sam, shop.ana, shop.other):
        with pytest.raises(NotFound):
            access_penalty(shop.platform.pk, id, stranger, MONDAY)
    measures = [{"code": "account"}, {"code": "funds", "amount": 100}]
    proposed = imposed(shop, "fraud", measures=measures)
    with pytest.raises(NotFound):
        access_penalty(shop.platform.pk, proposed, shop.boris, MONDAY)
    assert access_shop(shop.platform.pk, "mugs").suspended is False
    assert isinstance(shop.do("penalty.approve", proposed, shop.senior, MONDAY + HOUR), Done)
    assert access_penalty(shop.platform.pk, proposed, shop.boris, MONDAY + HOUR).penalty.in_force
    assert access_shop(shop.platform.pk, "mugs").suspended


def test_time_alone_takes_measures_off_and_closes_the_window(shop: World) -> None:
    id = imposed(shop)
    let_time_pass([(shop.platform.pk, id)], MONDAY + 40 * DAY)
    assert [one.kind for one in access_shop(shop.platform.pk, "mugs").measures] == ["sales-not-counted"]
    stood = rows("SELECT tab, appealable FROM penalty_row WHERE platform = %s", (shop.platform.pk,))
    assert stood == [("closed", False)] or stood[0][0] == "closed"


def test_many_penalties_are_imposed_at_once_and_a_refused_one_stops_no_other(shop: World) -> None:
    fields = {"violation": "harassing-consumers", "facts": "F.", "reasons": "R."}
    acts = [
        Act(
            shop.platform.pk, "penalty.impose", "", shop.rita, {**fields, "shop": name, **more}, key=f"k-{n}", at=MONDAY
        )
        for n, (name, more) in enumerate(
            [("mugs", {}), ("tea", {}), ("mugs", {}), ("nowhere", {}), ("tea", {"facts": ""})]
        )
    ]
    results = handle_many(acts)
    assert [type(one).__name__ for one in results] == ["Done", "Done", "Done", "NotFound", "Refusal"]
    assert handle_many(acts)[:3] == results[:3]
    assert len(rows("SELECT 1 FROM penalty_row WHERE platform = %s", (shop.platform.pk,))) == 3


def test_rows_counts_and_states_follow_from_the_record_alone(shop: World) -> None:
    id = imposed(shop)
    imposed(shop, "fraud", measures=[{"code": "account"}, {"code": "funds", "amount": 100}])
    shop.do("penalty.open-notice", id, shop.boris, MONDAY + HOUR)
    shop.do("penalty.begin", id, shop.boris, MONDAY + HOUR, chance=NUMBER)
    let_time_pass([(shop.platform.pk, id)], MONDAY + 40 * DAY)
    assert rebuild(replace=False, platform=shop.platform.pk) == []


@pytest.mark.requirement("WD-2")
def test_the_pop_up_is_silent_for_a_day_on_all_devices_unless_a_newer_penalty_arrives(shop: World) -> None:
    assert penalties.unhandled(shop.platform.pk, shop.boris, MONDAY) is None
    first = imposed(shop)
    said = penalties.unhandled(shop.platform.pk, shop.boris, MONDAY)
    assert said is not None
    assert (said.id, said.n) == (first, 1)
    penalties.snooze(shop.platform.pk, shop.boris, MONDAY + HOUR, MONDAY + HOUR + DAY)
    assert penalties.unhandled(shop.platform.pk, shop.boris, MONDAY + DAY) is None
    assert penalties.unhandled(shop.platform.pk, shop.boris, MONDAY + HOUR + DAY) is not None
    shop.do("penalty.impose", "", shop.rita, MONDAY + 2 * HOUR, shop="mugs", violation="harassing-consumers",
            facts="F.", reasons="R.")  # fmt: skip
    newer = penalties.unhandled(shop.platform.pk, shop.boris, MONDAY + 3 * HOUR)
    assert newer is not None
    assert newer.n == 2


def test_the_shops_list_has_what_can_be_appealed_first_and_counts_each_tab(shop: World) -> None:
    open_ = imposed(shop)
    closed = imposed(shop, "prohibited-goods")
    listed = penalties.of_shop(shop.platform.pk, "mugs")
    assert listed.ids == (open_, closed)
    assert penalties.counts(shop.platform.pk, "mugs") == {"open": 1, "review": 0, "closed": 1, "all": 2}
    assert penalties.of_shop(shop.platform.pk, "mugs", "closed").ids == (closed,)
