"""Many acts in one call: each has the result it would have had alone."""

from typing import Any

import pytest

from tests.api.caller import Api
from tests.cast import a_complaint, a_filing, an_order, world


@pytest.fixture
def api() -> Api:
    return Api(world())


def test_each_act_has_its_own_result_and_a_refused_one_stops_no_other(api: Api) -> None:
    made = api.world
    done = a_complaint(made)
    an_order(made, "o-2")
    acts: list[dict[str, Any]] = [
        {"verb": "complaint.file", "fields": a_filing("o-2")},
        {"verb": "complaint.message", "target": done.id, "fields": {"words": "And it smells."}},
        {"verb": "complaint.answer", "target": done.id, "fields": {"stance": "agrees", "words": ""}},
        {"verb": "complaint.message", "target": "nothing", "fields": {"words": "Hello?"}},
        {"verb": "complaint.message", "target": done.id, "fields": {"words": 7}},
        {"verb": "complaint.lapse", "target": done.id},
        {"verb": "complaint.message", "fields": {"words": "To whom?"}},
        {"verb": "complaint.file", "fields": a_filing("o-2", reason="\x00")},
    ]
    answer = api.post("/batch", made.ana, "b1", acts=acts)
    assert answer.status == 200
    told = [(one["status"], one["problem"] and one["problem"]["code"]) for one in answer.body["results"]]
    assert told == [
        (201, None), (200, None), (409, "shop-only"), (404, "not-found"), (422, "not-understood"),
        (422, "not-understood"), (422, "not-understood"), (422, "not-understood"),
    ]  # fmt: skip
    assert api.post("/batch", made.ana, "b1", acts=acts).body["results"][:2] == answer.body["results"][:2]


@pytest.mark.requirement("EV-2")
def test_a_stranger_learns_nothing_from_a_batch(api: Api) -> None:
    done = a_complaint(api.world)
    acts = [{"verb": "complaint.message", "target": id, "fields": {"words": "?"}} for id in (done.id, "nothing")]
    first, second = api.post("/batch", api.world.sam, acts=acts).body["results"]
    assert first == second


@pytest.mark.parametrize("body", [{}, {"acts": 1}, {"acts": [{}]}, {"acts": [{"verb": 1}]}, {"acts": [], "more": 1},
                                  {"acts": [{"verb": "complaint.nudge"}] * 501}])  # fmt: skip
def test_a_batch_of_another_form_is_not_understood(api: Api, body: dict[str, Any]) -> None:
    answer = api("POST", "/batch", api.world.ana, body)
    assert (answer.status, answer.body["field"]) == (422, "acts")
