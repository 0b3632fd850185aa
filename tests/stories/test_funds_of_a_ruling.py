"""A ruling that a shop does not carry out: its money is held, paid ahead with the platform's own, and recouped."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from ombud.core.people import System
from ombud.desk import clock
from ombud.desk.access import access_complaint, access_fund
from ombud.desk.handle_many import let_time_pass
from ombud.desk.load import load
from ombud.desk.rebuild import rebuild
from ombud.ledger.connection import connection, rows
from ombud.site.cli import main
from tests.cast import MONDAY, World, world
from tests.portals.clients import signed_in
from tests.portals.merchant.penalised import page_text
from tests.portals.reviewer.desks import Case, complaint, with_platform

FUND, TILL = "mugs:CNY", System(id="till")
DAY = timedelta(days=1)
CLOSED = """
UPDATE stream SET state = convert_to(
    replace(convert_from(state, 'UTF8'), '"stage":"executing"', '"stage":"closed"'), 'UTF8')
WHERE platform = %s AND kind = 'complaint'
"""
"""A case that somebody closed behind the record's back."""


def told(made: World, verb: str, at: datetime, **fields: Any) -> Any:
    return made.do(f"fund.{verb}", FUND, TILL, at, **fields)


def balances(made: World) -> dict[str, int]:
    fund = access_fund(made.platform.pk, FUND, made.rita).fund
    names = ("outside", "available", "held", "ordered", "owed", "forfeited")
    return {one: getattr(fund, one) for one in names if getattr(fund, one)}


def notices(made: World, to: str) -> list[str]:
    found = "SELECT notice FROM message WHERE platform = %s AND to_ref = %s AND stream = %s ORDER BY id"
    return [one for (one,) in rows(found, (made.platform.pk, to, f"fund/{FUND}"))]


def ruled_for_ana() -> Case:
    case = with_platform(world())
    told(case.world, "settle", MONDAY, reference="day-1", amount=5_000)
    exhibits = [one.id for one in complaint(case).exhibits]
    case.do("open-exhibits", case.world.rita, exhibits=exhibits)
    case.do(
        "rule", case.world.rita, liability="merchant", merchant_share=100, terms={"remedy": "refund", "amount": 16_800},
        reason="goods-damaged", facts="It is cracked.", reasons="The photo shows it.", relied_on=exhibits[:1],
        rules=["4.1"],
    )  # fmt: skip
    return case


def climbed(case: Case) -> datetime:
    """Nobody acts until the platform has to pay; returns when that was."""
    platform = case.world.platform.pk
    for _step in range(20):
        loaded = load(connection(), platform, "complaint", case.id)[0]
        assert loaded.due_at is not None
        let_time_pass([(platform, case.id)], loaded.due_at)
        if load(connection(), platform, "complaint", case.id)[0].state.loss:
            return loaded.due_at
    raise AssertionError("the ladder has a step at which the platform pays")


def sound(made: World, capsys: pytest.CaptureFixture[str]) -> bool:
    clean = main(["funds", "check", "--platform", made.platform.slug]) == 0
    out = capsys.readouterr().out
    assert clean, out
    assert "difference 0" in out
    return clean


@pytest.mark.requirement("MP-9")
def test_what_a_ruling_orders_is_held_paid_ahead_and_recouped_to_the_cent(capsys: pytest.CaptureFixture[str]) -> None:
    case = ruled_for_ana()
    made = case.world
    assert balances(made) == {"outside": -5_000, "held": 5_000}
    assert notices(made, "mugs") == ["funds_held"]
    assert sound(made, capsys)

    at = climbed(case)
    assert balances(made) == {"outside": -5_000, "ordered": 16_800, "owed": -11_800}
    assert notices(made, "mugs") == ["funds_held", "payment_ordered"]
    assert access_complaint(made.platform.pk, case.id, made.rita, at).complaint.loss == 16_800
    assert sound(made, capsys)

    (ordered,) = access_fund(made.platform.pk, FUND, made.rita).fund.payments
    payment = {"payment": ordered.id, "currency": "CNY"}
    assert told(made, "confirm-payment", at, amount=16_799, **payment).events == ("PaymentMismatched",)
    assert notices(made, "senior") == ["payment_mismatched"]
    assert balances(made)["ordered"] == 16_800
    assert told(made, "confirm-payment", at, amount=16_800, **payment).events == ("PaymentExecuted",)
    assert told(made, "confirm-payment", at, amount=16_800, **payment).code == "payment-not-ordered"
    assert balances(made) == {"outside": 11_800, "owed": -11_800}

    told(made, "settle", at + DAY, reference="day-2", amount=10_000)
    assert balances(made) == {"outside": 1_800, "owed": -1_800}
    done = told(made, "settle", at + 2 * DAY, reference="day-3", amount=2_000)
    assert done.events == ("FundsSettled", "DebtRecouped")
    assert balances(made) == {"outside": -200, "available": 200}
    assert sound(made, capsys)


@pytest.mark.requirement("MP-9")
def test_the_shop_reads_why_its_money_is_held_and_takes_the_statement_along() -> None:
    case = ruled_for_ana()
    made = case.world
    boris = signed_in(made, "boris")
    with clock.at(MONDAY):
        page = page_text(boris.get("/merchant/funds").content.decode())
    assert f"¥50.00 of ¥168.00 Ruling in complaint {case.number}" in page
    assert "Still to be kept back as it comes in: ¥118.00." in page
    assert "It ends once the ruling is carried out, or as a review of the ruling says." in page
    at = climbed(case)
    with clock.at(at):
        page = page_text(boris.get("/merchant/funds?kind=ahead").content.decode())
        answer = boris.get("/merchant/funds/CNY.csv")
        assert page_text(signed_in(made, "sam").get("/merchant/funds").content.decode()).count("No money has come in")
        assert signed_in(made, "sam").get("/merchant/funds/CNY").status_code == 404
        assert signed_in(made, "ana").get("/merchant/funds").status_code == 404
    assert "Of this from the platform’s own money: ¥118.00" in page
    assert "Owed to the platform ¥118.00" in page
    lines = answer.getvalue().decode().lstrip("\ufeff").splitlines()
    assert lines[0].startswith("When,What happened,Decision,Reference,Free (CNY),Held (CNY)")
    shown = [one.split(",")[1:] for one in lines[1:]]
    ruling = f"Ruling in complaint {case.number}"
    assert shown[-2:] == [
        ["A hold began", ruling, "", "-50.00", "50.00", "0.00", "0.00", "0.00", "0.00"],
        ["Turnover came in", "", "day-1", "50.00", "0.00", "0.00", "0.00", "0.00", "50.00"],
    ]
    ordered = ["Paid ahead to a consumer: ordered", ruling, "", "0.00", "-50.00", "168.00", "118.00", "0.00", "0.00"]
    assert ordered in shown


def test_a_reference_can_be_no_formula_in_the_export() -> None:
    made = world()
    told(made, "settle", MONDAY, reference="=HYPERLINK(1)", amount=100)
    with clock.at(MONDAY):
        answer = signed_in(made, "boris").get("/merchant/funds/CNY.csv")
    assert "'=HYPERLINK(1)" in answer.getvalue().decode()


@pytest.mark.requirement("MP-9")
def test_a_ruling_that_is_carried_out_frees_all_that_it_held(capsys: pytest.CaptureFixture[str]) -> None:
    case = ruled_for_ana()
    made = case.world
    case.do("prove", made.boris, proof="refund-number", reference="50300806962026112400001234567", words="Paid.")
    assert balances(made) == {"outside": -5_000, "held": 5_000}
    case.do("verify", made.rita, words="It is there.")
    assert balances(made) == {"outside": -5_000, "available": 5_000}
    assert sound(made, capsys)


@pytest.mark.requirement("OS-6")
def test_a_row_or_a_line_that_was_tampered_with_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    case = ruled_for_ana()
    made = case.world
    platform, slug = made.platform.pk, made.platform.slug
    told(made, "settle", MONDAY, reference="day-2", amount=1)

    def finds(statement: str, words: str) -> None:
        connection().execute(statement, (platform,))
        assert main(["funds", "check", "--platform", slug, "--json"]) == 1
        assert words in capsys.readouterr().out
        rebuild(replace=True, platform=platform)
        assert sound(made, capsys)

    finds(
        "UPDATE fund_row SET held = held - 1, available = available + 1 WHERE platform = %s", "held is 5000, not 5001"
    )
    finds("UPDATE fund_entry SET free = 7 WHERE platform = %s AND seq = 3", "line 3 of its statement")
    finds("DELETE FROM fund_entry WHERE platform = %s AND seq = 2", "line 2 of its statement")
    finds(CLOSED, f"complaint {case.number} asks for HoldReleased, which hasn't happened")
    assert sound(made, capsys)
    assert main(["funds", "check", "--platform", "nowhere"]) == 2


def test_a_platform_that_keeps_no_money_takes_none() -> None:
    made = world("market")
    assert told(made, "settle", MONDAY, reference="x", amount=1).code == "no-funds-held"
    with clock.at(MONDAY):
        page = page_text(signed_in(made, "boris").get("/merchant/funds").content.decode())
    assert "This platform keeps no money of its shops" in page
