"""The same call under the same key has one effect, however often and however close together it comes."""

import pytest

from ombud.api.v1.openapi_parts import ONCE
from ombud.api.v1.urls import CHANGES
from ombud.ledger.connection import rows
from tests.api.caller import Api, at_once
from tests.cast import a_filing, an_order, world


@pytest.fixture
def api() -> Api:
    made = Api(world())
    an_order(made.world)
    return made


@pytest.mark.requirement("EV-3")
def test_eight_calls_at_once_under_one_key_have_one_effect(api: Api) -> None:
    answers = at_once(lambda: api.post("/complaints", api.world.ana, "k1", **a_filing()))
    assert {answer.status for answer in answers} == {201}
    assert len({str(answer.body) for answer in answers}) == 1
    filed = "SELECT count(*) FROM event WHERE platform = %s AND type = 'ComplaintFiled'"
    assert rows(filed, (api.world.platform.pk,)) == [(1,)]


def test_another_command_under_the_same_key_is_refused(api: Api) -> None:
    assert api.post("/complaints", api.world.ana, "k1", **a_filing()).status == 201
    reused = api.post("/complaints", api.world.ana, "k1", **a_filing(problem="Another text."))
    assert (reused.status, reused.code) == (409, "idempotency-key-reused")


def test_the_order_of_fields_does_not_make_another_command(api: Api) -> None:
    first = api.post("/complaints", api.world.ana, '"k1"', **a_filing())
    again = api.post("/complaints", api.world.ana, "k1", **dict(reversed(a_filing().items())))
    assert again.body == first.body


def test_a_key_is_its_senders_own(api: Api) -> None:
    assert api.post("/complaints", api.world.ana, "k1", **a_filing()).status == 201
    an_order(api.world, "o-2", consumer="other")
    assert api.post("/complaints", api.world.other, "k1", **a_filing("o-2")).status == 201


def test_telling_the_same_facts_twice_under_one_key_answers_the_same(api: Api) -> None:
    body = {"facts": {"number": "N9"}, "source": "webhook"}
    first = api("PUT", "/orders/o-9", None, body, "k9")
    assert api("PUT", "/orders/o-9", None, body, "k9")[:2] == first[:2]
    assert api("PUT", "/orders/o-9", None, body).code == "already-known"


URL = "https://hooks.shop.cn/ombud"


def test_a_secret_is_exchanged_once_under_one_key_and_told_again(api: Api) -> None:
    made = api.post("/webhooks", None, "k-make", url=URL)
    assert made.status == 201
    assert api.post("/webhooks", None, "k-make", url=URL)[:2] == made[:2]
    assert len(api.get("/webhooks").body["items"]) == 1, "and there is no second endpoint"
    path = f"/webhooks/{made.body['id']}/rotate"
    new = api.post(path, None, "k-rotate")
    assert api.post(path, None, "k-rotate").body == new.body
    assert len(api.get(f"/webhooks/{made.body['id']}").body["changes"]) == 2, "made, and exchanged once"
    kept = rows("SELECT answer FROM idempotency WHERE platform = %s", (api.world.platform.pk,))
    assert not any(b"whsec_" in bytes(answer) for (answer,) in kept), "what is shown once is kept sealed"


def test_what_is_no_verb_is_refused_under_the_key_of_another_call(api: Api) -> None:
    assert api.post("/webhooks", None, "k1", url=URL).status == 201
    reused = api.post("/webhooks", None, "k1", url=f"{URL}/other")
    assert (reused.status, reused.code) == (409, "idempotency-key-reused")
    told = api("PUT", "/orders/o-9", None, {"facts": {"number": "N9"}, "source": "webhook"}, "k1")
    assert (told.status, told.code) == (409, "idempotency-key-reused")
    assert len(api.get("/webhooks").body["items"]) == 1


def test_a_refusal_of_what_is_no_verb_is_not_kept(api: Api) -> None:
    assert api.post("/webhooks", None, "k1", url="http://hooks.shop.cn/").status == 422
    assert api.post("/webhooks", None, "k1", url=URL).status == 201


def test_eight_at_once_make_one_endpoint(api: Api) -> None:
    answers = at_once(lambda: api.post("/webhooks", None, "k1", url=URL))
    assert len({one.body["secret"] for one in answers}) == 1
    assert len(api.get("/webhooks").body["items"]) == 1


def test_the_document_names_the_key_where_it_is_heeded_and_nowhere_else() -> None:
    heeded = {handler.__name__ for handler in CHANGES.values() if hasattr(handler, "__wrapped__")}
    assert heeded == {
        "make_webhook", "rotate_secret", "replay_webhook", "resend_webhook", "renew_calendar", "play_script",
    }  # fmt: skip
    assert len(ONCE) == len(heeded) + 1, "the clock heeds it inside of its own"
