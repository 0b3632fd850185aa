"""What a penalty holds: taken for good beside it once nothing is open, freed exactly where an appeal succeeds."""

from datetime import timedelta
from typing import Any

import pytest

from ombud.core.people import System
from ombud.desk import clock
from ombud.desk.access import access_fund
from ombud.desk.fund_check import wrong
from ombud.desk.handle import Done
from ombud.desk.handle_many import let_time_pass
from ombud.ledger.connection import rows
from ombud.packs.load import load_version
from tests.cast import MONDAY, SEED, World, world
from tests.portals.clients import signed_in
from tests.portals.merchant.penalised import page_text
from tests.portals.reviewer.desks import a_file
from tests.portals.reviewer.penalties.desks import DAY, Case, imposed, market, penalty

FUND, TILL = "mugs:CNY", System(id="till")
HELD: dict[str, Any] = {"measures": [{"code": "disputed", "amount": 5_000}]}


def settled(made: World, amount: int) -> None:
    assert isinstance(made.do("fund.settle", FUND, TILL, reference=f"s-{amount}", amount=amount), Done)


def balances(made: World) -> dict[str, int]:
    assert list(wrong(made.platform.pk)) == []
    fund = access_fund(made.platform.pk, FUND, made.rita).fund
    return {one: getattr(fund, one) for one in ("available", "held", "forfeited") if getattr(fund, one)}


def over(case: Case) -> Any:
    """The time to appeal has ended; returns an instant after it."""
    after = MONDAY + timedelta(days=60)
    let_time_pass([(case.world.platform.pk, case.id)], after)
    return after


@pytest.mark.requirement("OS-6")
def test_held_funds_are_taken_for_good_only_once_nothing_can_be_appealed_and_by_somebody_else() -> None:
    made = world("weixun")
    settled(made, 8_000)
    case = imposed(made, "not-as-described", **HELD)
    assert balances(made) == {"available": 3_000, "held": 5_000}
    senior, page = signed_in(made, "senior"), case.url("/do/forfeit")
    with clock.at(MONDAY):
        assert "This penalty can still be appealed" in page_text(senior.get(page).content.decode())
    with clock.at(over(case)):
        body = senior.get(page).content.decode()
        assert "Left: ¥50.00" in page_text(body)
        version = body.split('name="version" value="')[1].split('"')[0]
        typed = {"version": version, "measure": "m1", "words": "Nobody claimed it."}
        for amount, words in (("", "Enter an amount"), ("50.01", "only ¥50.00"), ("0", "only ¥50.00")):
            again = senior.post(page, {**typed, "amount": amount})
            assert again.status_code == 422
            assert words in page_text(again.content.decode()), amount
        assert balances(made) == {"available": 3_000, "held": 5_000}
        assert senior.post(page, {**typed, "amount": "12.50"}).status_code == 302
        notice = page_text(signed_in(made, "boris").get(f"/merchant/penalties/{case.number}").content.decode())
        staff = page_text(senior.get(case.url("?tab=notice")).content.decode())
    assert balances(made) == {"available": 3_000, "held": 3_750, "forfeited": 1_250}
    assert "Taken for good: ¥12.50" in notice
    assert "Nobody claimed it." in notice
    assert "Taken for good: ¥12.50" in staff
    found = "SELECT count(*) FROM message WHERE platform = %s AND to_ref = 'mugs' AND notice = 'measure_forfeited'"
    assert rows(found, (made.platform.pk,)) == [(1,)]


def alarmed(made: World, amount: int) -> Done:
    """A surge because of which Rita keeps so much back."""
    backlog = {"waiting": 9, "missed": 8, "answered": 1, "since": MONDAY.isoformat(), "least": 5, "percent": 40}
    surge = made.do("surge.raise-alarm", "", SEED, shop="mugs", kind="backlog", backlog=backlog)
    assert isinstance(surge, Done), surge
    held = made.do("fund.hold", FUND, made.rita, surge=surge.id, amount=amount, words="Many wait.")
    assert isinstance(held, Done), held
    return surge


@pytest.mark.requirement("OS-6")
def test_a_penalty_that_is_undone_frees_exactly_what_it_held_and_leaves_the_rest() -> None:
    made = market()
    settled(made, 90_000)
    alarmed(made, 1_111)
    case = imposed(made, "fraud", measures=[{"code": "funds", "amount": 7_700}], orders=[])
    assert balances(made) == {"available": 81_189, "held": 8_811}
    case.do("open-notice", made.boris)
    case.do("begin", made.boris)
    form = case_form(made, case)
    case.do("appeal", made.boris, **form)
    verdicts = [{"slot": "whole", "upheld": True, "words": ""}]
    done = case.do("decide-appeal", made.rolf, MONDAY + DAY, verdicts=verdicts, words="They were all sent.")
    assert "PenaltyRevoked" in done.events
    assert balances(made) == {"available": 88_889, "held": 1_111}


def case_form(made: World, case: Case) -> dict[str, Any]:
    """An appeal with everything that the pack asks for."""
    policy = load_version(penalty(case).pack)
    assert policy.pack.penalties is not None
    violation = policy.pack.penalties.violation("fraud")
    assert violation is not None
    assert violation.appeal is not None
    form = violation.appeal.form
    words = {"date": "2026-02-10", "yes": "yes"}
    answers = [
        {"code": one.code, "words": words.get(one.type, "They were all sent.")} for one in form.fields if one.required
    ]
    files = [{"file": a_file(made, "boris"), "kind": one.code} for one in form.materials for _n in range(one.files_min)]
    return {"answers": answers, "files": files, "nothing_for": []}


@pytest.mark.requirement("OS-6")
def test_what_a_surge_holds_is_freed_on_the_funds_page_with_reasons_and_by_no_shop() -> None:
    made = market()
    settled(made, 9_000)
    surge = alarmed(made, 4_000)
    rolf, page = signed_in(made, "rolf"), f"/review/funds/{FUND}"
    with clock.at(MONDAY + DAY):
        seen = page_text(rolf.get(page).content.decode())
        assert f"Rise of complaints {surge.number}" in seen
        assert "Many wait." in seen
        assert "Free this money" in seen
        assert "Free this money" not in page_text(signed_in(made, "boris").get("/merchant/funds").content.decode())
        assert signed_in(made, "boris").post(f"{page}/release", {"surge": surge.id, "words": "x"}).status_code == 404
        bare = rolf.post(f"{page}/release", {"surge": surge.id, "words": " "})
        assert bare.status_code == 422
        assert "Say why: the shop reads it." in page_text(bare.content.decode())
        assert balances(made) == {"available": 5_000, "held": 4_000}
        freed = rolf.post(f"{page}/release", {"surge": surge.id, "words": "They all have an answer."}, follow=True)
        assert "They all have an answer." in page_text(freed.content.decode())
        assert "They all have an answer." in page_text(signed_in(made, "boris").get("/merchant/funds").content.decode())
    assert balances(made) == {"available": 9_000}


@pytest.mark.requirement("OS-6")
def test_the_trial_balance_says_zero_and_what_went_wrong_stands_first() -> None:
    made = world("wechat")
    settled(made, 9_000)
    tea = made.do("fund.settle", "tea:CNY", TILL, reference="t", amount=500)
    assert isinstance(tea, Done)
    with clock.at(MONDAY):
        page = page_text(signed_in(made, "rita").get("/review/funds").content.decode())
        none = signed_in(made, "rita").get("/review/funds/nothing:CNY")
        assert signed_in(made, "boris").get("/review/funds").status_code == 404
    assert "Debits and credits are equal: together all accounts are zero." in page
    assert "Together ¥95.00 ¥95.00" in page
    assert none.status_code == 404
