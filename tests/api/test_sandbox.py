"""Integrators move a sandbox's clock, play scripts and make it anew by API; on a real platform none of it is there."""

import uuid
from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from ombud.core.people import Reviewer
from ombud.sandbox import make
from ombud.timers import sequencer
from tests.api.caller import Api
from tests.cast import World, world
from tests.webhooks.receiver import answer, receiver
from tests.webhooks.telling import dispatcher, until_quiet


@pytest.fixture(scope="module")
def made(database: Any) -> make.Made:
    return make.create(f"sb{uuid.uuid4().hex[:8]}", "Sandbox", "wechat")


@pytest.fixture
def api(made: make.Made) -> Api:
    its = Api(cast("World", made))
    its.token = made.token
    return its


@pytest.mark.requirement("EV-5")
def test_the_clock_goes_forward_by_api_and_the_case_with_it(api: Api) -> None:
    played = api.post("/sandbox/scripts/complaint-filed", None)
    assert played.status == 200, played.body
    case = f"/complaints/{played.body['id']}"
    reviewer = Reviewer(id="reviewer")
    before = api.get(case, reviewer).body
    its = api.get("/sandbox").body
    assert its["next_due_at"] is not None
    moved = api.post("/sandbox/clock", None, to="2000-01-01T00:00:00Z")
    assert (moved.status, moved.code) == (409, "clock-goes-forward")
    later = (datetime.fromisoformat(before["due_at"]) + timedelta(minutes=1)).isoformat()
    assert api.post("/sandbox/clock", None, to=later).status == 200
    after = api.get(case, reviewer).body
    assert after["as_of"] > before["due_at"]
    assert len(after["timeline"]) > len(before["timeline"])
    assert api.post("/sandbox/clock", None, seconds=-5).status == 422
    assert api.post("/sandbox/clock", None, seconds=5, to=later).status == 422


def test_under_one_key_the_clock_moves_once_and_a_script_is_played_once(api: Api) -> None:
    before = datetime.fromisoformat(api.get("/sandbox").body["now"])
    for _ in range(2):
        moved = api.post("/sandbox/clock", None, "k-clock", seconds=172_800)
        assert moved.status == 200
    assert datetime.fromisoformat(moved.body["now"]) - before < timedelta(days=3)
    played = [api.post("/sandbox/scripts/complaint-filed", None, "k-script").body for _ in range(2)]
    assert played[0] == played[1]
    again = api.post("/sandbox/scripts/order-told", None, "k-script")
    assert (again.status, again.code) == (409, "idempotency-key-reused")


@pytest.mark.requirement("EV-5")
def test_a_script_gives_an_integrator_every_message_of_a_case(api: Api, settings: Any) -> None:
    with receiver(answer(200)) as listener, dispatcher(listener) as part:
        settings.WEBHOOK_INSIDE = [listener.address]
        sequencer.settle_all()
        assert api.post("/webhooks", None, url=listener.url, wanted=["complaint"]).status == 201
        assert api.post("/sandbox/scripts/complaint-executed", None).status == 200
        sequencer.settle_all()
        until_quiet(part, datetime.now().astimezone())
        (endpoint,) = api.get("/webhooks").body["items"]
        told = api.get(f"/webhooks/{endpoint['id']}/deliveries").body["items"]
    assert [one["type"] for one in reversed(told)] == [
        "complaint.filed", "complaint.admitted", "complaint.answered", "complaint.platform-stepped-in",
        "complaint.ruled", "complaint.execution-proved", "complaint.execution-verified", "complaint.closed",
    ]  # fmt: skip
    assert api.post("/sandbox/reset", None).status == 200


def test_on_a_real_platform_there_is_no_sandbox() -> None:
    real = Api(world())
    senior = real.world.senior
    for by in (None, senior):
        assert real.get("/sandbox", by).status == 404
        for path in ("clock", "scripts/complaint-filed", "reset"):
            assert real.post(f"/sandbox/{path}", by, **({"seconds": 60} if path == "clock" else {})).status == 404


def test_others_of_the_sandbox_find_none_either(api: Api) -> None:
    assert api.get("/sandbox", "consumer:buyer").status == 404
    assert api.get("/sandbox", "reviewer:reviewer").status == 404
    assert api.get("/sandbox", "reviewer:senior").status == 200
    assert api.post("/sandbox/scripts/no-such", None).status == 404


@pytest.mark.requirement("EV-5")
def test_made_anew_the_same_key_opens_an_empty_sandbox_that_tells_the_same_endpoints(api: Api) -> None:
    api.post("/sandbox/scripts/complaint-filed", None)
    made = api.post("/webhooks", None, url="https://hooks.shop.cn/", wanted=["complaint"]).body
    assert api.post("/sandbox/reset", None).status == 200
    assert api.get("/complaints", "reviewer:reviewer").body["items"] == []
    again = api.get(f"/webhooks/{made['id']}").body
    assert (again["url"], again["next_idx"]) == (made["url"], 0)
    assert len(again["secrets"]) == 1
    api.post(f"/webhooks/{made['id']}/rotate", None)
    before = api.get(f"/webhooks/{made['id']}").body["secrets"]
    assert api.post("/sandbox/reset", None).status == 200
    assert api.get(f"/webhooks/{made['id']}").body["secrets"] == before, "the one before ends when it would have"
