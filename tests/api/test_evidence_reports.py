"""Reports of fake evidence by API: all that the pages do, and no more told than the pack has a shop told."""

import json
from datetime import timedelta
from typing import Any

import pytest

from ombud.desk import clock
from ombud.desk.handle_many import let_time_pass
from ombud.desk.load import due
from ombud.ledger.connection import connection
from tests.api.caller import Api
from tests.cast import MONDAY, world
from tests.fakes import HEARD, a_file, an_accused

CANARY = "zirconium heron"
"""Words of the result that nobody else says."""
CLAIMS = [{"claim": "from-web", "links": ["https://example.org/mug"]}]


def filed(api: Api, order: str, picture: str, key: str = "", **changed: Any) -> Any:
    said: dict[str, Any] = {"order": order, "file": picture, "claims": CLAIMS, "words": "A stock photo.", **changed}
    return api.post("/evidence-reports", api.world.boris, key, **said)


def concluded(api: Api, id: str, **changed: Any) -> Any:
    said: dict[str, Any] = {
        "results": [{"claim": "from-web", "result": "found", "words": f"{CANARY} one"}],
        "relied_on": ["original-seen"],
        "words": f"{CANARY} two",
        **changed,
    }
    return api.post(f"/evidence-reports/{id}/conclude", api.world.rita, **said)


@pytest.mark.requirement("PD-3")
@pytest.mark.requirement("EV-5")
def test_a_report_is_filed_answered_and_concluded_by_api_and_both_are_told_why() -> None:
    api = Api(made := world("weidian"))
    order, picture, case = an_accused(made)
    before = api.get(f"/orders/{order}/reporting", made.boris).body
    assert (before["left"], before["per_order_max"], before["told"], before["why_not"]) == (3, 3, "result", None)
    done = filed(api, order, picture)
    assert done.status == 201, done.body
    assert api.get(f"/orders/{order}/reporting", made.boris).body["left"] == 2
    here = f"/evidence-reports/{done.body['id']}"
    theirs = api.get(here, made.ana).body
    assert (theirs["stage"], theirs["turn"], theirs["complaint"]) == ("heard", "consumer", case.id)
    assert theirs["claims"][0]["links"] == ["https://example.org/mug"]
    assert theirs["allowed_actions"]["answer"] is None
    assert theirs["allowed_actions"]["withdraw"]["code"] == "reporter-only"
    assert concluded(api, done.body["id"]).code == "accused-not-heard"
    assert api.post(f"{here}/answer", made.ana, stance="denies", words="I took it myself.").status == 200
    assert api.get(here, made.boris).body["answer"]["words"] == "I took it myself."
    assert [one["number"] for one in api.get("/evidence-reports", made.rita).body["items"]] == [done.body["number"]]
    assert concluded(api, done.body["id"]).status == 200
    for by in (made.ana, made.boris):
        body = api.get(here, by).body
        assert (body["outcome"], body["reasons"]) == ("found", f"{CANARY} two")
        assert body["results"][0]["words"] == f"{CANARY} one"
        (exhibit,) = api.get(f"/complaints/{case.id}", by).body["exhibits"]
        assert exhibit["fake"] == "result"
    assert api.get("/evidence-reports", made.rita).body["items"] == []


@pytest.mark.requirement("PD-5")
def test_where_the_shop_is_only_told_that_it_was_received_no_word_of_the_result_reaches_it() -> None:
    api = Api(made := world("pinduoduo"))
    order, picture, case = an_accused(made)
    done = filed(api, order, picture)
    assert done.status == 201, done.body
    here = f"/evidence-reports/{done.body['id']}"
    fresh = api.get(here, made.boris).body
    api.post(f"{here}/answer", made.ana, stance="denies", words=f"{CANARY} three")
    assert concluded(api, done.body["id"]).status == 200
    assert api.get(here, made.ana).body["outcome"] == "found"
    after = api.get(here, made.boris).body
    assert after == fresh
    assert after["stage"] == "received"
    (listed,) = api.get("/evidence-reports", made.boris).body["items"]
    assert listed["stage"] == "received"
    assert not {"outcome", "turn", "due_at", "overdue", "moved_at", "queue"} & set(listed)
    seen = [
        after, listed, api.get(f"/complaints/{case.id}", made.boris).body, api.get("/messages", made.boris).body,
        api.get("/complaints", made.boris).body, api.get(f"/orders/{order}", made.boris).body,
    ]  # fmt: skip
    assert CANARY not in json.dumps(seen)
    assert seen[2]["exhibits"][0]["fake"] == ""
    assert "EvidenceFoundFake" not in json.dumps(seen)
    assert api.get(f"/complaints/{case.id}", made.ana).body["exhibits"][0]["fake"] == "received"
    with clock.at(HEARD):
        assert api.get(here, made.boris).body["allowed_actions"]["withdraw"]["code"] == "withdrawal-too-late"


@pytest.mark.requirement("PD-4")
def test_at_the_cap_the_attempt_is_kept_for_the_staff_and_the_accused_never_hears_of_it() -> None:
    api = Api(made := world("weidian"))
    order, picture, case = an_accused(made)
    for n in range(3):
        assert filed(api, order, picture, f"k{n}").body["events"] == ["EvidenceReportFiled"]
    beyond = filed(api, order, picture, words="It is on every page.")
    assert beyond.body["events"] == ["EvidenceReportBeyondCap"]
    here = f"/evidence-reports/{beyond.body['id']}"
    assert api.get(here, made.boris).body["stage"] == "beyond-cap"
    assert api.get(here, made.rita).body["words"] == "It is on every page."
    assert api.get(here, made.ana).status == 404
    assert len(api.get("/evidence-reports", made.ana).body["items"]) == 3
    told = [one["type"] for one in api.get(f"/complaints/{case.id}", made.ana).body["timeline"]]
    assert "EvidenceAccusedBeyondCap" not in told
    assert api.get(f"/orders/{order}/reporting", made.boris).body["left"] == 0


@pytest.mark.requirement("EV-2")
def test_a_stranger_finds_no_report_and_a_shop_no_others_order() -> None:
    api = Api(made := world("weidian"))
    order, picture, _case = an_accused(made)
    done = filed(api, order, picture)
    here = f"/evidence-reports/{done.body['id']}"
    for by in (made.sam, made.other):
        assert api.get(here, by).status == 404
        assert api.post(f"{here}/withdraw", by).status == 404
        assert api.get("/evidence-reports", by).body["items"] == []
    assert api.get(f"/orders/{order}/reporting", made.sam).status == 404
    assert filed(Api(made._replace(boris=made.sam)), order, picture).status == 404
    assert api.get(f"/orders/{order}/reporting", made.ana).status == 404


def test_the_proof_is_shown_to_the_accused_and_to_nobody_else() -> None:
    api = Api(made := world("weidian"))
    order, picture, _case = an_accused(made)
    own = a_file(made, "boris")
    done = filed(api, order, picture, claims=[{"claim": "not-ours", "files": [{"file": own}]}])
    assert done.status == 201, done.body
    where = f"/files/{own}?evidence_report={done.body['id']}"
    assert [api.get(where, by).status for by in (made.ana, made.boris, made.rita)] == [200] * 3
    assert api.get(where, made.other).status == 404
    assert api.get(f"/files/{own}", made.ana).status == 404
    theirs = a_file(made, "ana")
    assert (
        filed(api, order, picture, claims=[{"claim": "not-ours", "files": [{"file": theirs}]}]).code == "file-unknown"
    )


def test_what_waits_comes_page_by_page_the_nearest_deadline_first() -> None:
    api = Api(made := world("weidian"))
    order, picture, _case = an_accused(made)
    numbers = []
    for place in range(3):
        with clock.at(MONDAY + timedelta(minutes=place)):
            numbers.append(filed(api, order, picture).body["number"])
    for _ in range(3):  # of those about one order, one a sweep
        let_time_pass([one for one in due(connection(), HEARD, 100_000) if one[0] == made.platform.pk], HEARD)
    first = api.get("/evidence-reports?limit=2&queue=evidence", made.rita).body
    second = api.get(f"/evidence-reports?limit=2&cursor={first['next_cursor']}", made.rita).body
    assert sorted(one["number"] for one in first["items"] + second["items"]) == sorted(numbers)
    assert second["next_cursor"] is None
    assert api.get("/evidence-reports?queue=evidence-senior", made.rita).body["items"] == []
