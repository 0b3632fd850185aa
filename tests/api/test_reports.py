"""Reports and limits by API: begun, followed, worked through, as on the pages."""

from datetime import timedelta

import pytest

from tests.api.caller import Api
from tests.cast import MONDAY, a_complaint, an_order, world


@pytest.mark.requirement("MP-1")
@pytest.mark.requirement("EV-5")
def test_a_report_is_made_followed_and_concluded_by_api() -> None:
    api = Api(made := world())
    filed = [
        api.post("/reports", made.ana, shop="mugs", about="counterfeit", words=f"Stamp {n} is wrong.") for n in range(3)
    ]
    assert all(one.status == 201 and one.body["number"].startswith("T-260309-") for one in filed)
    ids = [one.body["id"] for one in filed]
    page = api.get("/reports?limit=2", made.ana).body
    rest = api.get(f"/reports?limit=2&cursor={page['next_cursor']}", made.ana).body
    assert sorted(one["id"] for one in page["items"] + rest["items"]) == sorted(ids)
    assert rest["next_cursor"] is None
    assert api.post(f"/reports/{ids[0]}/add", made.ana, words="Here is another.").status == 200
    assert api.post(f"/reports/{ids[0]}/note", made.rita, words="Known shop.").status == 200
    assert {one["id"] for one in api.get("/reports", made.rita).body["items"]} == set(ids)
    assert api.post(f"/reports/{ids[0]}/conclude", made.rita, outcome="shop-warned", words="Warned.").status == 200
    assert {one["id"] for one in api.get("/reports", made.rita).body["items"]} == set(ids[1:])
    own = api.get(f"/reports/{ids[0]}", made.ana).body
    assert [(one["type"], one["words"]) for one in own["timeline"]] == [
        ("ReportFiled", "Stamp 0 is wrong."), ("ReportAdded", "Here is another."), ("ReportConcluded", "Warned."),
    ]  # fmt: skip
    assert "Known shop." in [one["words"] for one in api.get(f"/reports/{ids[0]}", made.rita).body["timeline"]]
    assert {one["id"]: one["due_at"] for one in api.get("/reports", made.ana).body["items"]}[ids[0]] is None
    assert api.get("/reports", made.other).body["items"] == []
    assert api.get("/reports", made.boris).status == 404


@pytest.mark.requirement("EV-2")
def test_whoever_reported_a_shop_is_not_told_of_the_penalty_it_led_to() -> None:
    api = Api(made := world("weidian"))
    an_order(made)
    id = api.post("/reports", made.ana, shop="mugs", about="fraud", words="Fake.").body["id"]
    api.post(f"/reports/{id}/conclude", made.rita, outcome="shop-warned", words="Yes.")
    ground = {"kind": "report", "id": id}
    said = {"violation": "harassing-consumers", "facts": "Found.", "reasons": "Why."}
    imposed = api.post("/penalties", made.rita, shop="mugs", **said, orders=[], ground=ground)
    assert imposed.status == 201, imposed.body
    own, theirs = (api.get(f"/reports/{id}", by).body for by in (made.ana, made.rita))
    assert (own["penalty"], theirs["penalty"]) == ("", imposed.body["id"])
    assert [one["type"] for one in own["timeline"]] == ["ReportFiled", "ReportConcluded"]
    assert [one["type"] for one in theirs["timeline"]][-1] == "ReportCarried"


@pytest.mark.requirement("EV-2")
def test_nor_is_who_complained_told_that_their_case_was_carried_into_one() -> None:
    api = Api(made := world("weidian"))
    id = a_complaint(made, asked={"remedy": "refund", "amount": 1000}).id
    api.post(f"/complaints/{id}/step-in", made.rolf, words="We step in.")
    ruling = {"liability": "merchant", "merchant_share": 100, "terms": {"remedy": "refund", "amount": 1000}}
    why = {"reason": "not-as-described", "facts": "F.", "reasons": "R.", "relied_on": [], "rules": ["1.1"]}
    assert api.post(f"/complaints/{id}/rule", made.rolf, **ruling, **why).status == 200
    said = {"violation": "not-as-described", "facts": "Found.", "reasons": "Why."}
    ground = {"kind": "complaint", "id": id}
    assert api.post("/penalties", made.rita, shop="mugs", **said, orders=[], ground=ground).status == 201
    told = [api.get(f"/complaints/{id}", by).body["penalty"] for by in (made.ana, made.boris, made.rita)]
    assert told == ["", "not-as-described", "not-as-described"]


def test_an_owners_absence_is_told_in_words() -> None:
    api = Api(made := world())
    away = {"from_at": MONDAY.isoformat(), "until": (MONDAY + timedelta(days=9)).isoformat()}
    assert api.post("/shops/mugs/announce-absence", made.boris, words="A wedding.", **away).status == 200
    assert api.get("/shops/mugs", made.boris).body["absence"]["words"] == "A wedding."


@pytest.mark.requirement("CG-5")
def test_a_limit_is_told_with_its_reason_and_end_and_its_objection_waits_for_somebody_else() -> None:
    api = Api(made := world())
    until = (MONDAY + timedelta(days=3)).isoformat().replace("+00:00", "Z")
    assert api.get("/accounts/ana", made.ana).body == {"id": "ana", "until": None}
    limit = {"reason": "advertising", "words": "Three of them.", "until": until}
    assert api.post("/accounts/ana/limit", made.rita, **limit).status == 200
    told = api.get("/accounts/ana", made.ana).body
    assert (told["reason"], told["until"], told["timeline"][0]["words"]) == ("advertising", until, "Three of them.")
    assert api.get("/accounts", made.rolf).body["items"] == []
    assert api.post("/accounts/ana/contest", made.ana, words="They were none.").status == 200
    assert [one["id"] for one in api.get("/accounts", made.rolf).body["items"]] == ["ana"]
    own = api.post("/accounts/ana/lift", made.rita, words="Fine.")
    assert (own.status, own.code) == (409, "decided-before")
    assert api.post("/accounts/ana/lift", made.rolf, words="None indeed.").status == 200
    for by in (made.ana, made.boris):
        assert api.get("/accounts", by).status == 404
    assert api.get("/accounts/ana", made.other).status == 404


@pytest.mark.parametrize("wanted", ["number", "order", "phone"])
def test_the_platforms_people_find_a_case_by_what_a_caller_knows(wanted: str) -> None:
    api = Api(made := world())
    done = a_complaint(made)
    said = {"number": done.number, "order": "No-1", "phone": "1234"}[wanted]
    found = api.get(f"/complaints?search={said}", made.rita).body["items"]
    assert [(one["id"], one["found_by"]) for one in found] == [(done.id, wanted)]
    assert api.get(f"/complaints?search={said}", made.boris).status == 404
    assert Api(other := world()).get(f"/complaints?search={said}", other.rita).body["items"] == []
