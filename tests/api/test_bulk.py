"""Many orders in one call: a result for each, told again without effect, and only for the platform's own software."""

from typing import Any

import pytest

from ombud.ledger.connection import rows
from tests.api.caller import Api
from tests.cast import world


@pytest.fixture
def api() -> Api:
    return Api(world())


def order(id: str, **facts: Any) -> dict[str, Any]:
    return {"id": id, "facts": {"number": id.upper(), "shop": "mugs", "consumer": "c-1", "paid": 100, **facts}}


@pytest.mark.requirement("OS-1")
def test_each_order_has_its_own_result_and_telling_again_changes_nothing(api: Api) -> None:
    orders = [
        order("b-1"),
        order("b-2", paid=-1),
        order("b-3", paid="much"),
        order("b\x00"),
        order("b-4"),
        order("b-5", status="delivered"),
        order("b-1"),
    ]
    answer = api.post("/orders", None, source="shop-system", orders=orders)
    assert answer.status == 200
    told = [(one["outcome"], one["problem"] and one["problem"]["code"]) for one in answer.body["results"]]
    assert told == [
        ("told", None), ("refused", "negative-amount"), ("refused", "not-understood"), ("refused", "not-found"),
        ("told", None), ("told", None), ("known", None),
    ]  # fmt: skip
    assert [answer.body[name] for name in ("told", "known", "refused")] == [3, 1, 3]
    assert api.get("/orders/b-5", api.world.rita).body["facts"]["flags"] == ["delivered-without-date"]
    count = "SELECT count(*) FROM event WHERE platform = %s"
    before = rows(count, (api.world.platform.pk,))
    again = api.post("/orders", None, source="shop-system", orders=orders)
    assert [again.body[name] for name in ("told", "known", "refused")] == [0, 4, 3]
    assert rows(count, (api.world.platform.pk,)) == before


def test_under_one_key_the_same_call_gets_the_same_answer(api: Api) -> None:
    first = api.post("/orders", None, "k1", source="s", orders=[order("b-1")])
    assert api.post("/orders", None, "k1", source="s", orders=[order("b-1")]).body == first.body
    other = api.post("/orders", None, "k1", source="s", orders=[order("b-1", paid=7)])
    assert other.body["results"][0]["problem"]["code"] == "idempotency-key-reused"


@pytest.mark.requirement("EV-2")
def test_only_the_platform_s_own_software_tells_and_only_its_own_platform_hears(api: Api) -> None:
    answer = api.post("/orders", api.world.ana, source="s", orders=[order("b-1")])
    assert (answer.status, answer.body["code"]) == (409, "system-only")
    api.post("/orders", None, source="s", orders=[order("b-1")])
    other = Api(world())
    assert other.get("/orders/b-1", other.world.rita).body == other.get("/orders/nothing", other.world.rita).body


@pytest.mark.parametrize(
    "body", [{}, {"source": "s"}, {"source": "s", "orders": [{"id": 1}]}, {"source": "s", "orders": [order("x")] * 501}]
)
def test_a_call_of_another_form_is_not_understood(api: Api, body: dict[str, Any]) -> None:
    answer = api("POST", "/orders", None, body)
    assert (answer.status, answer.body["field"]) == (422, "orders")
