"""The talk about an order by API: both sides talk, read and put what was said into a complaint; nobody else reads."""

from typing import Any

import pytest

from tests.api.caller import Api
from tests.cast import a_filing, an_order, world


def said(api: Api, by: Any, words: str) -> Any:
    done = api.post("/conversations/o-1/say", by, words=words)
    assert done.status == 200, done.body
    return done.body


@pytest.mark.requirement("PD-1")
@pytest.mark.requirement("EV-5")
def test_both_sides_talk_read_and_make_evidence_of_it_by_api() -> None:
    api = Api(made := world("weidian"))
    an_order(made)
    assert api.get("/conversations/o-1", made.ana).body["can"] == ["say"]
    assert said(api, made.ana, "Is it dishwasher-safe?")["events"] == ["ConversationBegun", "MessageSaid"]
    said(api, made.boris, "Yes.")
    said(api, made.ana, "It cracked.")
    here = api.get("/conversations/o-1", made.boris).body
    assert (here["unread"], here["sides"]["consumer"]["said"], here["can"]) == (2, 2, ["mark-read", "say"])
    assert api.post("/conversations/o-1/mark-read", made.boris, up_to=2).code == "newer-message"
    assert api.post("/conversations/o-1/mark-read", made.boris, up_to=here["last_seq"]).status == 200
    assert api.post("/conversations/o-1/mark-read", made.boris).code == "nothing-unread"
    first = api.get("/conversations/o-1/messages?limit=2", made.ana).body
    assert [one["words"] for one in first["items"]] == ["It cracked.", "Yes."]
    assert first["items"][1]["by"] == {"party": "merchant"}
    rest = api.get(f"/conversations/o-1/messages?cursor={first['next_cursor']}", made.ana).body
    assert ([one["words"] for one in rest["items"]], rest["next_cursor"]) == (["Is it dishwasher-safe?"], None)
    case = api.post("/complaints", made.ana, **a_filing()).body["id"]
    seq = first["items"][0]["seq"]
    assert api.post(f"/complaints/{case}/attach-talk", made.ana, first=seq, last=seq, words="See.").status == 200
    (told,) = [
        one for one in api.get(f"/complaints/{case}", made.boris).body["timeline"] if one["type"] == "TalkAttached"
    ]
    assert (told["words"], told["excerpt"]["first"], len(told["excerpt"]["hash"])) == ("See.", seq, 64)


def test_a_talk_is_listed_for_its_two_sides_and_is_not_there_for_others() -> None:
    api = Api(made := world("weidian"))
    an_order(made)
    said(api, made.boris, "Hello.")
    (listed,) = api.get("/conversations", made.ana).body["items"]
    assert (listed["id"], listed["unread"], listed["last_words"]) == ("o-1", 1, "Hello.")
    assert api.get("/conversations?search=No-1", made.boris).body["items"][0]["unread"] == 0
    for by in (made.sam, made.other, made.rita):
        assert api.get("/conversations/o-1", by).status == 404
        assert api.get("/conversations/o-1/messages", by).status == 404
        assert api.post("/conversations/o-1/say", by, words="Hi").status == 404
    assert api.get("/conversations", made.rita).status == 404
    assert api.post("/conversations/o-1/say", made.viewer, words="Hi").code == "no-right"
    assert api.post("/conversations/nowhere/say", made.ana, words="Hi").status == 404
