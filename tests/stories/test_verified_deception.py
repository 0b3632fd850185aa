"""A verified deception: measures at once without a word, reasons that wait in the account, a freeze to the cent."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest

from ombud.core.people import System
from ombud.desk import clock
from ombud.desk.access import access_fund, access_penalty, access_shop
from ombud.desk.fund_check import wrong
from ombud.desk.handle import Done
from ombud.desk.handle_many import let_time_pass
from ombud.ledger.connection import rows
from ombud.reads import penalties
from tests.cast import MONDAY, World, an_order, world
from tests.portals.clients import signed_in
from tests.portals.merchant.penalised import page_text
from tests.portals.reviewer.desks import a_file

FUND, TILL = "mugs:CNY", System(id="till")
DAY = timedelta(days=1)
SAID = {"facts": "The test report on the page is forged.", "reasons": "Buyers were deceived.", "language": "en"}
TO_SHOP = "SELECT count(*) FROM message WHERE platform = %s AND to_kind = 'shop' AND at >= %s"
JOBS = "SELECT count(*) FROM outbox WHERE platform = %s AND stream = ANY(%s)"
TOGETHER = "SELECT DISTINCT xmin::text FROM event WHERE platform = %s AND type = ANY(%s)"
"""Rows of one transaction bear its one number."""


class Frozen(NamedTuple):
    world: World
    report: str
    penalty: str
    number: str
    at: datetime

    def do(self, verb: str, by: Any, at: datetime, **fields: Any) -> Done:
        done = self.world.do(f"penalty.{verb}", self.penalty, by, at, **fields)
        assert isinstance(done, Done), done
        return done

    def state(self, at: datetime | None = None) -> Any:
        return access_penalty(self.world.platform.pk, self.penalty, self.world.rita, at or self.at).penalty

    def told(self) -> int:
        return int(rows(TO_SHOP, (self.world.platform.pk, self.at))[0][0])

    def balances(self) -> dict[str, int]:
        fund = access_fund(self.world.platform.pk, FUND, self.world.rita).fund
        assert list(wrong(self.world.platform.pk)) == []
        return {one: getattr(fund, one) for one in ("outside", "available", "held") if getattr(fund, one)}


def settled(made: World, amount: int, reference: str, at: datetime = MONDAY) -> None:
    assert isinstance(made.do("fund.settle", FUND, TILL, at, reference=reference, amount=amount), Done)


def concluded(made: World) -> str:
    """Ana's report, which the platform verified."""
    an_order(made)
    settled(made, 10_001, "day-1")
    report = made.do("report.file", "", made.ana, shop="mugs", about="fraud", words="It isn't cashmere.")
    made.do("report.conclude", report.id, made.rita, outcome="measures-taken", words="Three of three samples aren't.")
    return str(report.id)


def frozen() -> Frozen:
    made = world("weixun")
    report = concluded(made)
    given = {"shop": "mugs", "violation": "deception", "ground": {"kind": "report", "id": report}, **SAID}
    at = MONDAY + timedelta(hours=1)
    done = made.do("penalty.impose", "", made.rita, at, **given)
    assert done.events == ("PenaltyProposed",), done
    case = Frozen(made, report, done.id, done.number, at)
    assert case.balances() == {"outside": -10_001, "available": 10_001}
    assert case.do("approve", made.senior, at).events == ("PenaltyImposed",)
    return case


@pytest.mark.requirement("OS-6")
def test_measures_apply_at_once_in_one_transaction_and_nothing_is_sent() -> None:
    case = frozen()
    made, platform = case.world, case.world.platform.pk
    shop = access_shop(platform, "mugs")
    assert shop.suspended
    assert {one.kind for one in shop.measures} == {"account-suspended", "shop-hidden", "funds-held"}
    assert case.balances() == {"outside": -10_001, "held": 10_001}
    assert access_fund(platform, FUND, made.rita).fund.frozen
    kinds = ["PenaltyImposed", "FundsHeld", "MeasureImposed", "ReportCarried"]
    assert len(rows(TOGETHER, (platform, kinds))) == 1
    assert case.told() == 0
    assert rows(JOBS, (platform, [case.penalty, f"fund/{FUND}", "shop/mugs"])) == [(0,)]
    assert (case.state().unread, case.state().deadline("appeal")) == (True, None)


@pytest.mark.requirement("OS-6")
def test_it_is_imposed_only_from_what_was_verified_and_the_page_says_so() -> None:
    made = world("weixun")
    report = concluded(made)
    rita = signed_in(made, "rita")
    given = {"shop": "mugs", "violation": "deception", **SAID}
    assert made.do("penalty.impose", "", made.rita, MONDAY, **given).code == "not-verified"
    typed = {"facts": SAID["facts"], "reasons": SAID["reasons"], "measure": ["account", "shop", "turnover"]}
    here = "/review/penalties/new"
    with clock.at(MONDAY):
        alone = rita.get(here, {"shop": "mugs", "violation": "deception"})
        assert "It can’t be imposed from here." in page_text(alone.content.decode())
        refused = rita.post(here, {"shop": "mugs", "violation": "deception", "step": "preview", **typed})
        assert refused.status_code == 422
        number = rows("SELECT number FROM report_row WHERE platform = %s AND id = %s", (made.platform.pk, report))[0][0]
        about = {"report": number, "violation": "deception", **typed}
        shown = rita.post(here, {**about, "step": "preview"}).content.decode()
        assert "Nothing will be sent: measures apply at once" in page_text(shown)
        assert "This needs a second person." in page_text(shown)
        previewed = shown.split('name="previewed" value="')[1].split('"')[0]
        sent = rita.post(here, {**about, "step": "send", "previewed": previewed}, follow=True)
    assert "waits for a second person" in page_text(sent.content.decode())


@pytest.mark.requirement("OS-6")
def test_the_time_to_appeal_starts_when_the_owner_reads_the_reasons_in_the_account() -> None:
    case = frozen()
    made, read_at = case.world, case.at + 3 * DAY
    with clock.at(read_at):
        boris = signed_in(made, "boris")
        funds = page_text(boris.get("/merchant/funds").content.decode())
        assert "All of this money is frozen, and so is what comes in." in funds
        assert f"By Penalty {case.number}" in funds
        assert "The platform looks at it again by" in funds
        listed = page_text(boris.get("/merchant/penalties").content.decode())
        assert "The time starts when you open the notice" in listed
        assert "9999" not in funds + listed
        notice = page_text(boris.get(f"/merchant/penalties/{case.number}").content.decode())
    assert "Nothing was sent: the decision lies in the shop’s account." in notice
    assert SAID["reasons"] in notice
    assert "You can appeal this penalty" in notice
    after = case.state(read_at)
    due = after.deadline("appeal")
    assert due.from_at == read_at
    assert due.due_at > read_at + 14 * DAY
    assert case.told() == 0


@pytest.mark.requirement("OS-6")
def test_money_that_comes_in_later_is_frozen_to_the_cent_and_an_appeal_that_succeeds_frees_all() -> None:
    case = frozen()
    made, at = case.world, case.at + DAY
    settled(made, 77_777, "day-2", at)
    settled(made, 1, "day-3", at)
    assert case.balances() == {"outside": -87_779, "held": 87_779}
    assert made.do("fund.pay-out", FUND, TILL, at, reference="w-1", amount=1).code == "funds-not-free"
    case.do("open-notice", made.boris, at)
    case.do("begin", made.boris, at)
    files = [{"file": a_file(made, "boris"), "kind": "order-records"}]
    answers = [{"code": "what-happened", "words": "The report is real."}, {"code": "made-good", "words": "none"}]
    case.do("appeal", made.boris, at, answers=answers, files=files, nothing_for=[])
    verdicts = [{"slot": "whole", "upheld": True, "words": ""}]
    done = case.do("decide-appeal", made.rolf, at + DAY, verdicts=verdicts, words="The laboratory confirms it.")
    assert "PenaltyRevoked" in done.events
    assert case.balances() == {"outside": -87_779, "available": 87_779}
    assert not access_shop(made.platform.pk, "mugs").suspended


@pytest.mark.requirement("OS-6")
def test_a_freeze_is_looked_at_again_within_thirty_days_and_escalated_when_nobody_does() -> None:
    case = frozen()
    made, platform = case.world, case.world.platform.pk
    (waiting,) = penalties.of_queue(platform, "freezes")
    assert waiting.due_at <= case.at + 31 * DAY
    with clock.at(case.at + DAY):
        rolf = signed_in(made, "rolf")
        page = f"/review/penalties/{case.number}/do/look-again"
        body = rolf.get(page).content.decode()
        version = body.split('name="version" value="')[1].split('"')[0]
        sent = rolf.post(page, {"words": "The samples are tested a second time.", "version": version})
        assert sent.status_code == 302, page_text(sent.content.decode())
        history = page_text(rolf.get(f"/review/penalties/{case.number}?tab=history").content.decode())
    assert "The platform looked at the freeze again: it stays." in history
    assert "The samples are tested a second time." in history
    due = case.state().deadline("freeze-look")
    assert due.due_at > waiting.due_at
    assert case.told() == 0, "whoever has not read of the freeze is not told that it stays"
    let_time_pass([(platform, case.penalty)], due.due_at)
    assert penalties.of_queue(platform, "freezes") == []
    (late,) = penalties.of_queue(platform, "penalty-senior")
    assert late.id == case.penalty
    assert case.balances() == {"outside": -10_001, "held": 10_001}


@pytest.mark.requirement("OS-6")
def test_a_lifted_freeze_frees_exactly_what_it_held() -> None:
    case = frozen()
    turnover = next(one.terms.id for one in case.state().measures if one.terms.whole)
    case.do("lift", case.world.rolf, case.at + DAY, measures=[turnover], words="The buyers have their money back.")
    assert case.balances() == {"outside": -10_001, "available": 10_001}
    assert access_shop(case.world.platform.pk, "mugs").suspended, "the other measures stand"
