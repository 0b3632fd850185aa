"""The same call under the same key has one effect, however often and however close together it comes."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ombud.ledger.connection import forget, rows
from tests.api.caller import Answer, Api
from tests.cast import a_filing, an_order, world


@pytest.fixture
def api() -> Api:
    made = Api(world())
    an_order(made.world)
    return made


@pytest.mark.requirement("EV-3")
def test_eight_calls_at_once_under_one_key_have_one_effect(api: Api) -> None:
    def call(_n: int) -> Answer:
        from django.db import connections

        try:
            return api.post("/complaints", api.world.ana, "k1", **a_filing())
        finally:
            forget()
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(call, range(8)))
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
