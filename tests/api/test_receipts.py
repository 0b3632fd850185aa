"""Every act is answered with a signed promise, and the promise becomes a receipt for who may see the event."""

import json
from typing import Any

import pytest

from ombud.accounts.log_keys import verifiers_of
from ombud.ledger.log.checkpoint import read_promise
from ombud.ledger.log.verify import examine, verdict
from ombud.timers import sequencer
from tests.api.caller import Api
from tests.cast import World, a_filing, an_order, world

SEEN = ["promise-signed", "checkpoint-signed", "in-log"]


@pytest.fixture
def made() -> World:
    return world()


def filed(made: World, order: str = "") -> dict[str, Any]:
    answer = Api(made).post("/complaints", made.ana, key="k-1", **a_filing(order or an_order(made)))
    assert answer.status == 201
    return dict(answer.body)


def receipt(made: World, by: Any, its: dict[str, Any]) -> Any:
    return Api(made).get(f"/receipts?stream={its['stream']}&seq={its['seq']}", by)


@pytest.mark.requirement("EV-3")
def test_an_act_is_answered_with_a_promise_that_becomes_a_receipt(made: World) -> None:
    done = filed(made)
    promise = read_promise(done["promise"], verifiers_of(made.platform.pk))
    assert (promise.stream, promise.seq, promise.hash.hex()) == tuple(
        done["recorded"][one] for one in ("stream", "seq", "hash")
    )
    before = receipt(made, made.ana, done["recorded"])
    assert before.body["promise"] == done["promise"]
    assert "leaf" not in before.body
    sequencer.settle_all()
    after = receipt(made, made.ana, done["recorded"])
    found = examine(json.dumps(after.body).encode(), lambda _path: None)
    assert [one.code for one in found if one.grade == "ok"] == SEEN
    assert verdict(found) == 0


def test_the_same_key_gets_the_same_promise(made: World) -> None:
    order = an_order(made)
    assert filed(made, order) == filed(made, order)


def test_each_act_of_a_batch_has_its_promise(made: World) -> None:
    order = an_order(made)
    acts = [{"verb": "complaint.file", "fields": a_filing(order)}]
    answer = Api(made).post("/batch", made.ana, acts=acts)
    done = answer.body["results"][0]["done"]
    assert read_promise(done["promise"], verifiers_of(made.platform.pk)).hash.hex() == done["recorded"]["hash"]


@pytest.mark.requirement("PL-3")
def test_a_receipt_is_for_who_may_see_the_event_and_for_others_there_is_none(made: World) -> None:
    done = filed(made)
    sequencer.settle_all()
    for by in (made.ana, made.boris, made.rita):
        assert receipt(made, by, done["recorded"]).status == 200
    for by in (made.other, made.sam):
        assert receipt(made, by, done["recorded"]).status == 404
    noted = made.do("complaint.note", done["id"], made.rita, words="Look at the handle.")
    its = {"stream": noted.recorded.stream, "seq": noted.recorded.seq}
    assert receipt(made, made.rita, its).status == 200
    assert [receipt(made, by, its).status for by in (made.ana, made.boris)] == [404, 404]
    listed = Api(made).get(f"/receipts?stream={done['id']}", made.ana).body["items"]
    assert noted.recorded.seq not in [one["seq"] for one in listed]
    assert all(one["leaf"] is not None for one in listed)
    elsewhere = world()
    assert receipt(elsewhere, elsewhere.rita, done["recorded"]).status == 404


@pytest.mark.parametrize(("query", "status"), [
    ("", 422), ("?stream=nowhere", 404), ("?stream=nowhere&seq=1", 404), ("?stream=shop/mugs&seq=99", 404),
    ("?stream=shop/mugs&seq=x", 404), ("?stream=shop/mugs&seq=²", 404), ("?stream=%00&seq=1", 404),
])  # fmt: skip
def test_what_is_not_there_has_no_receipt(made: World, query: str, status: int) -> None:
    assert Api(made).get(f"/receipts{query}", made.boris).status == status


def test_a_shop_s_own_record_is_its_own(made: World) -> None:
    assert Api(made).get("/receipts?stream=shop/mugs&seq=1", made.boris).status == 200
    assert Api(made).get("/receipts?stream=shop/mugs&seq=1", made.sam).status == 404
    assert Api(made).get("/receipts?stream=shop/mugs&seq=1").status == 200
