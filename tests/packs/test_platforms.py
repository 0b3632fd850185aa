"""What each shipped pack says of penalties is what its platform does."""

from itertools import combinations
from typing import get_args, get_type_hints

import pytest

from ombud.core.policy.span import Span
from ombud.core.policy.violation import AppealRules, FormField, PenaltyRules, Violation
from ombud.packs.load import load_pack, load_version


def rules(name: str) -> PenaltyRules:
    found = load_pack(name).pack.penalties
    assert found is not None
    return found


def violation(name: str, code: str) -> Violation:
    found = rules(name).violation(code)
    assert found is not None
    return found


def appeal(name: str, code: str) -> AppealRules:
    found = violation(name, code).appeal
    assert found is not None
    return found


def test_an_appeal_to_the_micro_stores_is_decided_within_seven_working_days_and_completed_within_three() -> None:
    windows = rules("weidian").windows

    assert windows.review == Span(working_days=7, source="ours")
    assert windows.completion == Span(working_days=3, source="ours")
    assert {one.appeal.attempts_max for one in rules("weidian").violations if one.appeal} == {1}


def test_fictitious_transactions_are_appealed_by_three_drawn_orders_with_materials_of_their_own() -> None:
    rule = appeal("weidian", "fictitious-transactions")

    assert violation("weidian", "fictitious-transactions").orders == "must"
    assert (rule.slots, rule.drawn_max, rule.none_allowed) == ("orders", 3, True)
    assert [one.code for one in rule.form.slot_materials] == ["waybill", "chat", "payment-record"]


def test_illegal_cashing_switches_the_credit_card_off_stops_such_transactions_and_takes_sales_out() -> None:
    measures = violation("weidian", "illegal-cashing").measures

    assert [(one.kind, one.about) for one in measures] == [
        ("payment-off", "credit-card"), ("transactions-stopped", ""), ("sales-not-counted", ""),
    ]  # fmt: skip


def test_prohibited_goods_can_not_be_appealed_and_late_dispatch_only_a_day_later() -> None:
    assert violation("weidian", "prohibited-goods").appeal is None
    assert appeal("weidian", "late-dispatch").opens == Span(hours=24, source="ours")


def test_each_violation_of_the_micro_stores_has_a_form_of_its_own() -> None:
    forms = {one.code: one.appeal.form for one in rules("weidian").violations if one.appeal}

    assert [pair for pair in combinations(forms, 2) if forms[pair[0]] == forms[pair[1]]] == []
    assert len({appeal("weidian", code).closes for code in forms}) == 4


def test_the_forms_use_every_type_of_field_and_ask_for_different_kinds_of_files() -> None:
    used = {
        field.type
        for one in rules("weidian").violations
        if one.appeal
        for field in (*one.appeal.form.fields, *one.appeal.form.slot_fields)
    }
    asked = {
        material.accepts
        for one in rules("weidian").violations
        if one.appeal
        for material in (*one.appeal.form.materials, *one.appeal.form.slot_materials)
    }

    assert used == set(get_args(get_type_hints(FormField)["type"]))
    assert asked == {("picture", "pdf"), ("picture",), ("pdf",)}


def test_a_mini_program_answers_item_by_item_with_attempts_counted() -> None:
    by_items = [one for one in rules("wechat").violations if one.items]

    assert len(by_items) == 4
    for one in by_items:
        assert one.appeal is not None
        assert (one.appeal.slots, one.appeal.none_allowed) == ("items", False)
        assert any(field.required and field.type == "words" for field in one.appeal.form.slot_fields)
        assert one.appeal.form.slot_materials[0].files_min == 1
    assert appeal("wechat", "misleading-content").attempts_max == 3


def test_an_account_is_never_closed_by_one_person_or_in_europe_within_30_days() -> None:
    for name in ("market", "pinduoduo", "wechat", "weidian", "weixun"):
        assert {"account-suspended", "account-closed"} <= set(rules(name).limits.two_people_for)
    closed = violation("market", "fraud").measure("closed")
    assert closed is not None
    assert closed.after == Span(days=30, source="ours")


def test_group_deals_cap_reports_of_fake_evidence_and_tell_their_maker_no_more_than_that_they_came() -> None:
    reports = load_pack("pinduoduo").pack.evidence_reports

    assert reports is not None
    assert (reports.per_order_max, reports.told) == (3, "received")
    assert reports.claims == ("from-web", "edited", "not-ours")
    assert reports.appeal == Span(days=15, source="ours")


def test_a_silent_shop_of_group_deals_has_agreed_to_what_was_asked_for() -> None:
    pack = load_pack("pinduoduo").pack

    assert pack.lapses.merchant_silent == "close-for-consumer"
    assert all(one.remedies[0] == "refund" for one in pack.reasons)


@pytest.mark.parametrize("pack_id", ["wechat@2023.1"])
def test_an_older_version_stays_as_it_was(pack_id: str) -> None:
    assert load_version(pack_id).pack.penalties is None
