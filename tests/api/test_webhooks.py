"""Integrators see to their webhooks by the API: make, test, rotate, stop, and have things told again."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from queue import SimpleQueue
from typing import Any

import pytest
from django.db import connections
from standardwebhooks import Webhook

from ombud.ledger.connection import connection, forget, rows
from ombud.timers import sequencer
from ombud.webhooks import endpoints
from ombud.webhooks.endpoints import ENDPOINTS_MAX
from ombud.webhooks.send import AT_ONCE, TESTS
from tests.api.caller import Api
from tests.cast import world
from tests.webhooks.receiver import Got, Receiver, answer, receiver
from tests.webhooks.telling import dispatcher, some_cases, until_quiet

URL = "https://hooks.shop.cn/ombud"


@pytest.fixture(scope="module")
def api(database: Any) -> Api:
    return Api(world())


def made(api: Api, url: str = URL, **more: Any) -> str:
    answered = api.post("/webhooks", None, url=url, **more)
    assert answered.status == 201, answered.body
    return str(answered.body["id"])


@pytest.fixture
def inside(settings: Any) -> Any:
    """Lets receivers of this machine through, as an installation for development may."""

    def let(*receivers: Receiver) -> None:
        settings.WEBHOOK_INSIDE = [one.address for one in receivers]

    return let


@pytest.mark.requirement("EV-5")
def test_an_endpoint_is_made_with_a_secret_that_is_shown_once(api: Api) -> None:
    answered = api.post("/webhooks", None, url=URL, wanted=["complaint", "penalty.imposed"], description="Shop system")
    assert answered.status == 201
    secret = answered.body.pop("secret")
    Webhook(secret)
    seen = api.get(f"/webhooks/{answered.body['id']}")
    assert seen.body["wanted"] == ["complaint", "penalty.imposed"]
    assert [one["what"] for one in seen.body["changes"]] == ["made"]
    assert secret not in str(seen.body)
    assert secret not in str(api.get("/webhooks").body)
    assert [one["url"] for one in api.get("/webhooks").body["items"]] == [URL]


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"url": "http://hooks.shop.cn/"}, "address-not-https", "url"),
        ({"url": "https://169.254.169.254/"}, "address-number", "url"),
        ({"url": "https://localhost/"}, "address-name", "url"),
        ({"url": URL, "wanted": ["complaint.eaten"]}, "unknown-type", "wanted"),
        ({"url": URL, "description": "a\nb"}, "not-understood", "description"),
        ({"url": URL, "secret": "whsec_mine"}, "not-understood", "secret"),
        ({}, "not-understood", "url"),
    ],
)
def test_what_cannot_be_an_endpoint_is_refused_with_its_reason(
    api: Api, fields: dict[str, Any], code: str, field: str
) -> None:
    before = len(api.get("/webhooks").body["items"])
    answered = api.post("/webhooks", None, **fields)
    assert (answered.status, answered.code, answered.body["field"]) == (422, code, field)
    assert len(api.get("/webhooks").body["items"]) == before


def test_nobody_but_the_platforms_software_and_who_oversees_finds_any(api: Api) -> None:
    id = made(api)
    other = Api(world())
    cast = api.world
    for by in (cast.ana, cast.boris, cast.rita):
        for path in ("/webhooks", f"/webhooks/{id}", f"/webhooks/{id}/attempts", "/webhook-types"):
            assert api.get(path, by).status == 404, (by, path)
        for path in ("/webhooks", f"/webhooks/{id}/rotate", f"/webhooks/{id}/test", f"/webhooks/{id}/remove"):
            assert api.post(path, by, **({"url": URL} if path == "/webhooks" else {})).status == 404, (by, path)
    assert api.get(f"/webhooks/{id}", cast.senior).status == 200
    for path in (f"/webhooks/{id}", f"/webhooks/{id}/deliveries"):
        assert other.get(path).status == 404
    assert other.post(f"/webhooks/{id}/rotate", None).status == 404


def test_a_test_says_at_once_how_it_went_and_few_are_sent_a_minute(api: Api, inside: Any) -> None:
    with receiver(answer(201, b"noted")) as listener:
        inside(listener)
        id = made(api, listener.url)
        sent = api.post(f"/webhooks/{id}/test", None).body
        assert (sent["delivered"], sent["status"], sent["body"]) == (True, 201, "noted")
        assert [api.post(f"/webhooks/{id}/test", None).status for _ in range(6)] == [200] * 5 + [429]
    assert [one["type"] for one in attempts(api, id)] == ["ping"] * 6


def attempts(api: Api, id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get(f"/webhooks/{id}/attempts").body["items"]
    return found


def all_free() -> None:
    """Wait until no test is under way: all who send them meet."""
    meet = threading.Barrier(AT_ONCE)
    for one in [TESTS.submit(meet.wait) for _ in range(AT_ONCE)]:
        one.result()


def test_nobody_is_kept_waiting_for_a_receiver_that_hangs_and_how_it_went_is_told_later(inside: Any) -> None:
    api, let_go = Api(world()), threading.Event()

    def late(connection: socket.socket, _got: Got) -> None:
        let_go.wait(4)
        answer(200, b"late")(connection, _got)

    with receiver(late) as listener:
        inside(listener)
        id = made(api, listener.url)
        sent = api.post(f"/webhooks/{id}/test", None).body
        assert (sent["delivered"], sent["status"], sent["error"]) == (False, 0, "under-way")
        assert [(one["status"], one["error"]) for one in attempts(api, id)] == [(0, "under-way")]
        let_go.set()
        all_free()
    assert [(one["status"], one["error"], one["delivered"]) for one in attempts(api, id)] == [(200, "", True)]


def test_many_tests_at_once_are_no_more_than_one_after_the_other(inside: Any) -> None:
    api = Api(world())

    def call(id: str) -> int:
        try:
            return api.post(f"/webhooks/{id}/test", None).status
        finally:
            forget()
            connections.close_all()

    with receiver(answer(200)) as listener:
        inside(listener)
        ids = [made(api, listener.url) for _ in range(2)]
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(call, ids * 8))
    assert sorted(found) == [200] * 6 + [429] * 10, "of all its endpoints together"


@pytest.mark.requirement("EV-5")
def test_from_made_to_told_to_told_again(api: Api, inside: Any) -> None:
    now = datetime.now(UTC)
    with receiver(answer(200)) as listener, dispatcher(listener) as part:
        inside(listener)
        sequencer.settle_all()
        id = made(api, listener.url, wanted=["complaint"])
        some_cases(api.world, 1)
        until_quiet(part, now)
        told = api.get(f"/webhooks/{id}/deliveries").body["items"]
        assert {one["state"] for one in told} == {"delivered"}
        assert [one["index"] for one in told] == sorted((one["index"] for one in told), reverse=True)
        first = told[-1]["index"]
        assert api.post(f"/webhooks/{id}/resend", None, index=first).body == {"resent": 1}
        assert api.post(f"/webhooks/{id}/replay", None, from_index=first).status == 200
        before = listener.connects
        until_quiet(part, datetime.now(UTC))
        assert listener.connects >= before + len(told)
        page = api.get(f"/webhooks/{id}/attempts?limit=2").body
        assert len(page["items"]) == 2
        older = api.get(f"/webhooks/{id}/attempts?limit=200&cursor={page['next_cursor']}").body
        assert len(older["items"]) == listener.connects - 2
    assert api.post(f"/webhooks/{id}/replay", None).status == 422
    assert api.post(f"/webhooks/{id}/replay", None, since="2026-03-09T00:00:00").status == 422


def test_pausing_rotating_changing_and_removing(api: Api) -> None:
    id = made(api)
    assert api.post(f"/webhooks/{id}/pause", None).body["active"] is False
    assert api.post(f"/webhooks/{id}/resume", None).body["active"] is True
    rotated = api.post(f"/webhooks/{id}/rotate", None).body
    assert [one["until"] is None for one in rotated["secrets"]] == [True, False]
    changed = api.post(f"/webhooks/{id}", None, wanted=["order.told"]).body
    assert (changed["url"], changed["wanted"]) == (URL, ["order.told"])
    whats = [one["what"] for one in api.get(f"/webhooks/{id}").body["changes"]]
    assert whats == ["changed", "rotated", "resumed", "paused", "made"]
    assert api.post(f"/webhooks/{id}/remove", None).status == 200
    assert api.get(f"/webhooks/{id}").status == 404
    for table in ("webhook_secret", "webhook_delivery", "webhook_attempt"):
        assert rows(f"SELECT 1 FROM {table} WHERE endpoint = %s", (id,)) == []  # noqa: S608 - a constant of this test


def test_there_is_an_end_to_how_many_there_can_be() -> None:
    full = Api(world())
    for _ in range(ENDPOINTS_MAX):
        made(full)
    answered = full.post("/webhooks", None, url=URL)
    assert (answered.status, answered.code) == (409, "too-many-endpoints")


def test_who_makes_one_while_another_is_being_made_waits_and_finds_that_it_was_the_last() -> None:
    platform = world().platform.pk

    def one() -> None:
        endpoints.make(platform, URL, (), "", "admin", datetime.now(UTC))

    for _ in range(ENDPOINTS_MAX - 1):
        one()
    pid, ended = SimpleQueue[int](), SimpleQueue[str]()

    def late() -> None:
        pid.put(connection().info.backend_pid)
        try:
            one()
            ended.put("made")
        except endpoints.Full:
            ended.put("full")
        finally:
            forget()

    later = threading.Thread(target=late)
    with connection().transaction():
        one()
        later.start()
        of = pid.get()
        while not rows("SELECT cardinality(pg_blocking_pids(%s)) > 0", (of,))[0][0]:
            assert later.is_alive(), "it didn't wait"
    later.join()
    assert ended.get() == "full"
    assert len(endpoints.listed(platform)) == ENDPOINTS_MAX
