"""What somebody was told, and what of it they have read, is there by API as on the page."""

import pytest

from tests.api.caller import Api
from tests.cast import MONDAY, a_complaint, an_order, world


@pytest.mark.requirement("EV-5")
def test_messages_come_newest_first_in_the_language_asked_for_and_are_read_when_said_so() -> None:
    api = Api(made := world())
    for n in range(10):
        done = a_complaint(made, an_order(made, f"o-{n}"))
    made.do("complaint.answer", done.id, made.boris, at=MONDAY, stance="explains", words="Glaze.")
    first = api.get("/messages", made.ana).body
    assert (len(first["items"]), first["unread"]) == (20, 21)
    assert first["items"][0]["notice"] == "complaint_answered"
    assert first["items"][0]["path"] == f"/complaints/{done.number}"
    second = api.get(f"/messages?cursor={first['next_cursor']}", made.ana).body
    assert (len(second["items"]), second["next_cursor"]) == (1, None)
    assert not {one["id"] for one in first["items"]} & {one["id"] for one in second["items"]}
    assert (
        api("GET", "/messages", made.ana, Accept_Language="es").body["items"][0]["title"] != first["items"][0]["title"]
    )
    assert api.post("/messages/read", made.ana, ids=[first["items"][0]["id"]]).body == {"unread": 20}
    assert api.post("/messages/read", made.other, ids=[first["items"][1]["id"]]).body == {"unread": 0}
    assert api.get("/messages?only=unread", made.ana).body["unread"] == 20
    assert api.post("/messages/read", made.ana).body == {"unread": 0}
    assert api.get("/messages", made.sam).body["items"] == []


@pytest.mark.parametrize("query", ["only=mine", "cursor=x", "cursor=-1", "cursor=9999999999999999999"])
def test_a_list_of_messages_refuses_what_it_does_not_know(query: str) -> None:
    api = Api(world())
    assert api.get(f"/messages?{query}", api.world.ana).status == 422


@pytest.mark.parametrize("ids", ["all", [0], ["1"], [2**63], [1] * 501])
def test_only_messages_can_be_read(ids: object) -> None:
    api = Api(world())
    answer = api.post("/messages/read", api.world.ana, ids=ids)
    assert (answer.status, answer.body["field"]) == (422, "ids")
