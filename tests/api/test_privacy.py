"""What is kept of people, by the API: their own, a copy of it, and what they asked to have erased."""

from datetime import date

import pytest

from ombud.ledger.connection import rows
from tests.api.caller import Api
from tests.cast import a_complaint, world


@pytest.fixture
def api() -> Api:
    return Api(world())


@pytest.mark.requirement("EV-5")
def test_a_consumer_gets_a_copy_of_their_own_words_and_of_nobody_elses(api: Api) -> None:
    made = api.world
    case = a_complaint(made)
    assert api.post(f"/complaints/{case.id}/answer", made.boris, stance="refuses", words="It was whole.").status == 200
    own = api.get("/me/copy", made.ana).body
    assert {one["text"] for one in own["said"]} == {"The mug has a crack.", "13800001234"}
    assert [one["number"] for one in own["cases"]] == [case.number]
    assert own["person"]["name"] == "林安娜"
    assert api.get("/me/copy", made.other).body["said"] == []
    held = api.get("/me/held", made.ana).body
    assert {one["kind"]: one["count"] for one in held["kinds"]}["cases"] == 1
    assert {one["why"] for one in held["would_stay"]} >= {"live-case"}
    for by in (made.rita, made.senior):
        assert api.get("/me/copy", by).status == api.get("/me/held", by).status == 404


@pytest.mark.requirement("EV-5")
def test_who_acts_for_a_shop_gets_theirs_apart_from_what_is_the_shops_and_asks_alone(api: Api) -> None:
    made = api.world
    case = a_complaint(made)
    assert api.post(f"/complaints/{case.id}/answer", made.boris, stance="refuses", words="It was whole.").status == 200
    own = api.get("/me/copy", made.boris).body
    assert [(one["text"], one["whose"]) for one in own["said"]] == [("It was whole.", "shop")]
    held = api.get("/me/held", made.boris).body
    assert [(one["kind"], one["count"], one["days"]) for one in held["for_shops"]] == [("cases", 1, 1096)]
    assert {(one["stream"], one["why"]) for one in held["would_stay"]} == {
        (case.id, "live-case"),
        ("shop/mugs", "member"),
    }
    assert api.get("/erasures/boris", made.boris).body == {"id": "boris", "stage": None}
    asked = api.post("/erasures/boris/ask", made.boris, words="I leave.")
    assert (asked.status, "promise" in asked.body) == (200, True)
    for by in (made.viewer, made.sam, made.ana, made.rita):
        assert api.get("/erasures/boris", by).status == 404
    assert api.get("/erasures/boris", made.senior).body["words"] == "I leave."


@pytest.mark.requirement("EV-5")
def test_an_erasure_is_asked_for_listed_and_decided_by_the_privacy_desk_alone(api: Api) -> None:
    made = api.world
    assert api.get("/erasures/ana", made.ana).body == {"id": "ana", "stage": None}
    assert api.post("/erasures/ana/ask", made.ana, words="I moved on.").status == 200
    assert api.post("/erasures/ana/ask", made.other).status in (404, 409, 422)
    assert [one["id"] for one in api.get("/erasures", made.senior).body["items"]] == ["ana"]
    assert api.get("/erasures/ana", made.senior).body["words"] == "I moved on."
    for by in (made.rita, made.boris, made.other):
        assert api.get("/erasures", by).status == 404
        assert api.get("/erasures/ana", by).status == 404
    assert api.post("/erasures/ana/grant", made.senior, words="It is yours.").status == 200
    assert api.get("/erasures/ana", made.ana).body["stage"] == "granted"
    assert {one["kind"] for one in api.get("/retention", made.senior).body["kinds"]} >= {"cases", "talks", "visits"}


@pytest.mark.requirement("EV-3")
def test_a_case_says_by_the_api_too_that_words_in_it_were_erased(api: Api) -> None:
    made = api.world
    case = a_complaint(made)
    wipe = "UPDATE kept_words SET body = %s, erased_on = %s WHERE platform = %s AND person = %s RETURNING 1"
    assert rows(wipe, (b"", date(2026, 11, 28), made.platform.pk, "ana"))
    for by in (made.ana, made.boris, made.rita):
        seen = api.get(f"/complaints/{case.id}", by)
        assert (seen.status, seen.body["timeline"][0]["problem"]) == (200, "[erased under law on Nov. 28, 2026]")
