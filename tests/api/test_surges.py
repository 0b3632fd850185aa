"""Alarms and public items by API: integrators record and alert, reviewers decide, the shop answers."""

import msgspec
import pytest

from ombud.desk import clock
from ombud.desk.access_surge import access_surge
from ombud.reads.surges import counting
from ombud.reads.surges.gathered import gathered
from tests.api.caller import Api
from tests.cast import MONDAY, SEED, a_complaint, an_order, world

BACKLOG = {"waiting": 12, "missed": 9, "answered": 1, "since": MONDAY.isoformat(), "least": 6, "percent": 40}


@pytest.mark.requirement("MP-10")
@pytest.mark.requirement("EV-5")
def test_an_alarm_is_raised_answered_and_concluded_by_api() -> None:
    api = Api(made := world())
    raised = api.post("/surges", None, shop="mugs", kind="backlog", backlog=BACKLOG)
    assert (raised.status, raised.body["number"][:5]) == (201, "TS-26")
    here = f"/surges/{raised.body['id']}"
    assert api.get(here, made.boris).status == 404
    assert api.get("/surges", made.boris).body["items"] == []
    assert api.get("/surges", made.ana).status == 404
    assert api.post("/surges", made.rita, shop="mugs", kind="backlog", backlog=BACKLOG).code == "counting-only"
    seen = api.get(here, made.rita).body
    assert (seen["stage"], seen["backlog"]["missed"]) == ("raised", 9)
    assert sorted(seen["can"]) == ["dismiss", "gather", "look-at", "note", "open-intervention"]
    asked = api.post(f"{here}/open-intervention", made.rita, cause="staffing", words="What do you do about it?")
    assert asked.status == 200
    theirs = api.get(here, made.boris).body
    assert ("backlog" in theirs, theirs["can"]) == (False, ["answer"])
    assert [one["type"] for one in theirs["timeline"]] == ["InterventionOpened"]
    assert theirs["timeline"][0]["words"] == "What do you do about it?"
    assert api.get(here, made.sam).status == 404
    assert api.post(f"{here}/answer", made.boris, words="More people.").status == 200
    assert api.post(f"{here}/close", made.rita, outcome="put-right", words="Good.").status == 200
    (listed,) = api.get("/surges?stage=closed", made.boris).body["items"]
    assert (listed["stage"], listed["due_at"]) == ("closed", None)


@pytest.mark.requirement("MP-10")
@pytest.mark.requirement("EV-2")
def test_an_alarm_gathers_the_cases_of_its_own_shop_and_no_others() -> None:
    api = Api(made := world())
    own, others = a_complaint(made).id, a_complaint(made, an_order(made, "o-2", shop="tea")).id
    alarm = {"shop": "mugs", "kind": "backlog", "backlog": BACKLOG}
    assert api.post("/surges", None, **alarm, cases=[others]).code == "case-of-another-shop"
    here = f"/surges/{api.post('/surges', None, **alarm).body['id']}"
    for added in ([others], [own, others], ["no-case"]):
        assert api.post(f"{here}/gather", made.rita, added=added).code == "case-of-another-shop", added
    many = [{"verb": "surge.gather", "target": here[8:], "fields": {"added": [others]}}]
    (result,) = api.post("/batch", made.rita, acts=many).body["results"]
    assert result["problem"]["code"] == "case-of-another-shop"
    asked = {"cause": "staffing", "words": "What do you do about it?"}
    assert api.post(f"{here}/open-intervention", made.rita, **asked, cases=[others]).code == "case-of-another-shop"
    assert api.post(f"{here}/open-intervention", made.rita, **asked, cases=[own]).status == 200
    assert [one["id"] for one in api.get(f"{here}/cases", made.boris).body["items"]] == [own]


def test_what_was_gathered_before_is_listed_for_its_own_shop_alone() -> None:
    made = world()
    own, others = a_complaint(made).id, a_complaint(made, an_order(made, "o-2", shop="tea")).id
    done = made.do("surge.raise-alarm", "s-1", SEED, shop="mugs", kind="backlog", backlog=BACKLOG)
    surge = access_surge(made.platform.pk, done.id, made.rita).surge
    listed = gathered(made.platform.pk, msgspec.structs.replace(surge, cases=(own, others)))
    assert [one.id for one in listed] == [own]


@pytest.mark.requirement("MP-10")
def test_an_integrator_records_what_is_said_in_public_once() -> None:
    api = Api(made := world())
    said = {"shop": "mugs", "link": "https://forum.example/u/1", "words": "Forty people wait.", "reach": 900}
    done = api.post("/public-items", None, **said)
    assert done.status == 201
    assert api.post("/public-items", None, **said).code == "public-item-recorded"
    assert (
        api.post("/public-items", made.ana, **{**said, "link": "https://x.example/2"}).code == "public-items-by-staff"
    )
    (listed,) = api.get("/public-items?shop=mugs", made.rita).body["items"]
    assert listed["link"] == said["link"]
    here = f"/public-items/{done.body['id']}"
    assert api.get(here, made.rita).body["words"] == "Forty people wait."
    assert api.get(here, made.boris).status == 404
    assert api.get("/public-items", made.boris).status == 404
    assert api.post(f"{here}/take-back", made.rita, words="Another shop.").status == 200
    assert api.get(here, made.rita).body["taken_back"] is True


def test_the_platform_reads_its_weeks_and_a_shop_s_counts() -> None:
    api = Api(made := world())
    api.post("/public-items", None, shop="mugs", link="https://forum.example/u/1", words="Forty people wait.")
    counting.count_waiting(made.platform.pk)
    with clock.at(MONDAY):
        (week,) = api.get("/weeks", made.rita).body["items"]
        assert (week["week"], week["public_items"]) == ("2026-03-09", 1)
        counts = api.get("/shops/mugs/counts", made.rita).body
        assert (counts["observed"], counts["enough"], counts["parts"][0]["of"]) == (1.0, False, "public-items")
        assert api.get("/shops/tea/counts", made.rita).body == {"unit": "week"}, "nothing was counted yet"
        assert api.get("/weeks", made.boris).status == 404
        assert api.get("/shops/mugs/counts", made.boris).status == 404
