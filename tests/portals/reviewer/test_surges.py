"""A wave from its first complaint to the conclusion of the intervention, through the pages, by hand and by letter."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ombud.core.people import Consumer
from ombud.desk import clock
from ombud.desk.handle import Done
from ombud.ledger.connection import rows
from ombud.timers import surges
from tests.cast import MONDAY, SEED, World, a_filing, an_order, world
from tests.portals.clients import signed_in

WEEKS = 16
NOW = MONDAY + timedelta(days=7 * WEEKS, hours=30)


def complain(made: World, who: str, at: Any) -> None:
    order = an_order(made, f"o-{who}", consumer=who, purchased_at=(at - timedelta(days=3)).isoformat())
    contact = {"phone": f"139{who[-2:]}{len(who):02}0000{who[-1]}"[:11], "email": f"{who}@mail.example"}
    done = made.do("complaint.file", "", Consumer(id=who), at, **a_filing(order, contact=contact))
    assert isinstance(done, Done), done


@pytest.fixture(scope="module")
def told(database: Any) -> tuple[World, str]:
    """A shop with a quiet history and a wave this week; the number of the alarm."""
    made = world()
    for n in range(0, WEEKS, 3):
        complain(made, f"early-{n:02}", MONDAY + timedelta(days=7 * n))
    for n in range(9):
        complain(made, f"now-{n:02}", NOW - timedelta(hours=9 - n))
    surges.settle(NOW)
    ((number,),) = rows("SELECT number FROM surge_row WHERE platform = %s", (made.platform.pk,))
    return made, number


def balances(made: World) -> tuple[int, int]:
    """What is free of the shop's money, and what is held."""
    found = rows("SELECT available, held FROM fund_row WHERE platform = %s AND shop = 'mugs'", (made.platform.pk,))
    return found[0][0], found[0][1]


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


@pytest.mark.requirement("MP-10")
def test_a_wave_is_seen_explained_answered_and_concluded(told: tuple[World, str]) -> None:
    made, number = told
    with clock.at(NOW):
        rita, boris = signed_in(made, "rita"), signed_in(made, "boris")
        assert "Complaints rise" in page(rita, "/review/surges")
        shown = page(rita, f"/review/surges/{number}")
        assert "9 independent complainants in the week from" in shown
        assert "alarms in one of 100 weeks" in shown
        assert "9 cases gathered" in shown
        assert shown.count("<svg viewBox") == 1
        page(boris, f"/merchant/interventions/{number}", 404)
        words = {"cause": "staffing", "words": "Nine customers wait for parcels. What do you do about it?"}
        kept = rita.post(f"/review/surges/{number}/intervene", {**words, "keep": "1"})
        assert kept.status_code == 302
        assert "Nine customers wait" in page(rita, f"/review/surges/{number}/intervene")
        page(boris, f"/merchant/interventions/{number}", 404)  # a draft tells nobody anything
        too_much = rita.post(
            f"/review/surges/{number}/intervene", {**words, "hold_percent": "80", "hold_reasons": "Why"}
        )
        assert too_much.status_code == 422
        assert "between 0 and 50 percent" in too_much.content.decode()
        made.do("fund.settle", "mugs:CNY", SEED, NOW, reference="day-1", amount=100_000)
        held = {**words, "hold_percent": "20", "hold_reasons": "About that much is asked for."}
        assert rita.post(f"/review/surges/{number}/intervene", {**held, "act_key": "k"}).status_code == 302
        assert balances(made) == (80_000, 20_000)
        assert "Held now: ¥200.00" in page(rita, f"/review/surges/{number}")
        message = rows(
            "SELECT to_kind, to_ref FROM message WHERE platform = %s AND notice = 'intervention_opened'",
            (made.platform.pk,),
        )
        assert message == [("shop", "mugs")]
        theirs = page(boris, f"/merchant/interventions/{number}")
        assert "What do you do about it?" in theirs
        assert "Your turn" in theirs
        assert "concludes the intervention on what it has" in theirs
        page(signed_in(made, "sam"), f"/merchant/interventions/{number}", 404)
        plan = {"words": "Two more people from Monday.", "done_by": ""}
        assert boris.post(f"/merchant/interventions/{number}", plan).status_code == 302
        assert "Two more people from Monday." in page(rita, f"/review/surges/{number}")
        end = {"do": "close", "outcome": "put-right", "words": "All parcels have left."}
        assert rita.post(f"/review/surges/{number}", end).status_code == 302
        assert "All parcels have left." in page(boris, f"/merchant/interventions/{number}")
        assert balances(made) == (100_000, 0)
        assert "The shop has put it right" in page(rita, f"/review/surges/{number}")


@pytest.mark.requirement("MP-10")
def test_many_gathered_cases_are_worked_on_at_once_each_with_its_reason(told: tuple[World, str]) -> None:
    made, number = told
    with clock.at(NOW):
        rita = signed_in(made, "rita")
        ((cases,),) = rows(
            "SELECT array_agg(id ORDER BY filed_at) FROM complaint_row WHERE platform = %s AND filed_at > %s",
            (made.platform.pk, NOW - timedelta(days=1)),
        )
        first, second, third = cases[:3]
        form = {
            "act": "step-in", "case": [first, second, third], f"words-{first}": "The shop has been silent for a week.",
            f"words-{second}": "She leaves the country tomorrow.", f"words-{third}": "", "act_key": "k-1",
        }  # fmt: skip
        shown = rita.post(f"/review/surges/{number}/cases", form).content.decode()
        assert "2 of 3 cases done." in shown
        assert "Give a reason for this case." in shown
        stages = dict(rows("SELECT id, stage FROM complaint_row WHERE platform = %s", (made.platform.pk,)))
        assert [stages[one] for one in (first, second, third)] == ["platform", "platform", "negotiating"]
        evidence = {
            "act": "request-evidence",
            "case": [first, third],
            f"words-{first}": "Waybill?",
            f"words-{third}": "W?",
        }
        shown = rita.post(f"/review/surges/{number}/cases", evidence).content.decode()
        assert "1 of 2 cases done." in shown


@pytest.mark.requirement("MP-10")
def test_what_is_said_in_public_is_recorded_once_and_counted(told: tuple[World, str]) -> None:
    made, _number = told
    with clock.at(NOW):
        rita = signed_in(made, "rita")
        said = {"shop": "tea", "link": "https://forum.example/u1/5", "words": "Mould in every box!", "reach": "900"}
        assert rita.post("/review/public", said).status_code == 302
        assert "Mould in every box!" in page(rita, "/review/public")
        again = rita.post("/review/public", said)
        assert again.status_code == 422
        assert "was recorded already" in again.content.decode()
        surges.settle(NOW)
        counted = rows(
            "SELECT part, observed FROM surge_series WHERE platform = %s AND shop = 'tea' ORDER BY part",
            (made.platform.pk,),
        )
        assert counted == [("", 1.0), ("public-items", 1.0)]
        assert "Said in public" in page(rita, "/review/surges/shops/tea")


def test_the_week_has_its_figures_as_pictures_tables_and_csv(told: tuple[World, str]) -> None:
    made, _number = told
    with clock.at(NOW):
        shown = page(signed_in(made, "senior"), "/review/weekly")
        assert "9" in shown
        assert "Simple exponential smoothing" in shown
        export = page(signed_in(made, "rita"), "/review/weekly.csv")
        assert f"{(MONDAY + timedelta(days=7 * WEEKS)).date()},filed,,9" in export


def test_nobody_else_sees_any_of_it(told: tuple[World, str]) -> None:
    made, number = told
    for who in ("ana", "boris"):
        for path in (
            "/review/surges",
            f"/review/surges/{number}",
            "/review/public",
            "/review/weekly",
            "/review/weekly.csv",
        ):
            page(signed_in(made, who), path, 404)
