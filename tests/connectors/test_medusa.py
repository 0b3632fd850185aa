"""Medusa's deliveries: genuine or refused, told once, the newest holds, amounts to the last unit."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from ombud.connectors import kept
from ombud.connectors.connector import Delivery, NotReadableError, found
from ombud.connectors.medusa import translate
from ombud.connectors.signing import make_secret, signature
from ombud.desk import clock
from ombud.desk.access import access_order
from ombud.ledger.connection import rows
from tests.cast import World, world

PLACED: dict[str, Any] = {
    "id": "order_01J", "display_id": 42, "status": "pending", "payment_status": "captured",
    "fulfillment_status": "not_fulfilled", "currency_code": "cny", "customer_id": "cus_ana", "total": 178.0,
    "shipping_total": "10.00", "created_at": "2026-03-01T02:00:00.000Z", "updated_at": "2026-03-01T02:00:05.000Z",
    "items": [
        {"id": "ordli_1", "title": "Blue", "product_title": "Celadon mug", "variant_title": "Blue", "quantity": 2,
         "unit_price": 84, "raw_unit_price": {"value": "84.00", "precision": 20}, "product_id": "prod_1"},
    ],
    "payment_collections": [{"payments": [{"provider_id": "pp_wechat", "captured_at": "2026-03-01T02:00:03.000Z"}]}],
    "fulfillments": [],
}  # fmt: skip
SHIPPED = PLACED | {
    "fulfillment_status": "shipped",
    "updated_at": "2026-03-02T02:00:00.000Z",
    "fulfillments": [{"shipped_at": "2026-03-02T01:59:00.000Z"}],
}


class Shop:
    """A Medusa that sends."""

    def __init__(self, made: World) -> None:
        self.made = made
        self.secret = kept.add(made.platform.pk, "medusa", "mugs", clock.now())
        self.client = Client(enforce_csrf_checks=True)

    def __call__(self, order: Any, name: str = "order.placed", id: str = "evt-1", **signed: Any) -> Any:
        body = json.dumps({"name": name, "created_at": "2026-03-01T02:00:05.000Z", "data": {"order": order}}).encode()
        return self.send(body, id, **signed)

    def send(
        self, body: bytes, id: str = "evt-1", ago: timedelta = timedelta(0), secret: str = "", slug: str = ""
    ) -> Any:
        sent = int((clock.now() - ago).timestamp())
        headers = {
            "webhook-id": id,
            "webhook-timestamp": str(sent),
            "webhook-signature": signature(id, sent, body, secret or self.secret),
        }
        address = f"/api/v1/connectors/medusa/{slug or self.made.platform.slug}"
        return self.client.post(address, body, content_type="application/json", headers=headers)

    def order(self) -> Any:
        return access_order(self.made.platform.pk, "order_01J", self.made.rita).facts


@pytest.fixture
def shop() -> Shop:
    return Shop(world())


def outcomes(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [one["outcome"] for one in answer.json()["orders"]]


@pytest.mark.requirement("OS-1")
def test_an_order_comes_in_goes_on_and_is_told_once(shop: Shop) -> None:
    assert outcomes(shop(PLACED)) == ["told"]
    facts = shop.order()
    assert (facts.number, facts.shop, facts.consumer, facts.status) == ("42", "mugs", "cus_ana", "paid")
    assert (facts.paid, facts.freight, facts.currency, facts.payment_way) == (17800, 1000, "CNY", "pp_wechat")
    line = facts.lines[0]
    assert (line.title, line.specification, line.quantity, line.unit_price) == ("Celadon mug", "Blue", 2, 8400)
    count = "SELECT count(*) FROM event WHERE platform = %s"
    before = rows(count, (shop.made.platform.pk,))
    assert outcomes(shop(PLACED)) == ["told"], "the answer of before"
    assert outcomes(shop(PLACED, id="evt-2")) == ["known"]
    assert rows(count, (shop.made.platform.pk,)) == before
    assert outcomes(shop(SHIPPED, "shipment.created", "evt-3")) == ["told"]
    assert (shop.order().status, shop.order().shipped_at) == ("shipped", datetime(2026, 3, 2, 1, 59, tzinfo=UTC))


def test_what_comes_late_never_takes_back_what_is_newer(shop: Shop) -> None:
    assert outcomes(shop(SHIPPED, id="evt-3")) == ["told"]
    assert outcomes(shop(PLACED, id="evt-1")) == ["outdated"]
    assert shop.order().status == "shipped"


@pytest.mark.requirement("OS-1")
def test_a_contradiction_is_told_and_marked(shop: Shop) -> None:
    assert outcomes(shop(PLACED | {"fulfillment_status": "delivered"})) == ["told"]
    assert shop.order().flags == ("delivered-without-date",)


def test_forged_stale_and_foreign_deliveries_change_nothing(shop: Shop) -> None:
    body = json.dumps({"name": "order.placed", "data": {"order": PLACED}}).encode()
    forged = shop.send(body, secret=make_secret())
    assert forged.status_code == 401
    assert shop.send(body, ago=timedelta(minutes=6)).json()["code"] == "not-genuine"
    assert shop.send(body, ago=timedelta(minutes=-6)).status_code == 401
    assert shop.send(body, slug="nobody").content == forged.content
    other = Shop(world())
    assert shop.send(body, slug=other.made.platform.slug).content == forged.content
    unsigned = shop.client.post(f"/api/v1/connectors/medusa/{shop.made.platform.slug}", body, "application/json")
    assert unsigned.status_code == 401
    assert not rows("SELECT 1 FROM order_row WHERE id = 'order_01J' AND platform = %s", (shop.made.platform.pk,))


def test_a_secret_holds_until_the_connector_is_added_again(shop: Shop) -> None:
    new = kept.add(shop.made.platform.pk, "medusa", "mugs", clock.now())
    assert shop(PLACED).status_code == 401
    assert outcomes(shop(PLACED, secret=new)) == ["told"]
    kept.remove(shop.made.platform.pk, "medusa")
    assert shop(PLACED, id="e", secret=new).status_code == 401
    (held,) = rows("SELECT count(*) FROM connector WHERE secret NOT LIKE 'sealed:%%'", ())
    assert held == (0,)


def test_too_much_and_what_is_no_delivery_is_named(shop: Shop) -> None:
    assert shop.send(b"x" * 600_000).status_code == 413
    answer = shop.send(b'{"name": "order.placed", "data": {"id": "order_01J"}}')
    assert (answer.status_code, answer.json()["detail"]) == (
        422,
        "data.order: the order is missing; send the whole order, not its id alone",
    )
    assert [one.problem for one in kept.listed() if one.platform == shop.made.platform.slug] == [
        answer.json()["detail"]
    ]
    assert shop.send(b'{"name": "customer.created"}', "evt-9").json() == {"orders": []}
    assert shop.client.get(f"/api/v1/connectors/medusa/{shop.made.platform.slug}").status_code == 405
    assert shop.client.post("/api/v1/connectors/nothing/x").status_code == 404


def told(**order: Any) -> Any:
    body = json.dumps({"name": "order.updated", "data": {"order": PLACED | order}}).encode()
    return translate(Delivery("e", datetime(2026, 3, 1, tzinfo=UTC), body), "mugs")[0].facts


@pytest.mark.parametrize(
    ("currency", "total", "paid"),
    [
        ("cny", 0.1, 10),
        ("cny", "1234567.89", 123456789),
        ("jpy", 1200, 1200),
        ("kwd", 1.234, 1234),
        ("usd", {"value": "19.99"}, 1999),
        ("cny", 0, 0),
    ],
)
def test_amounts_are_exact_in_every_currency(currency: str, total: Any, paid: int) -> None:
    items = [PLACED["items"][0] | {"unit_price": 1, "raw_unit_price": None}]
    assert told(currency_code=currency, total=total, items=items, shipping_total=0).paid == paid


@pytest.mark.parametrize(
    ("order", "why"),
    [
        ({"total": 12.345}, "total: 12.345 CNY is no amount in whole minor units"),
        ({"total": -1}, "total: -1 CNY is no amount"),
        ({"total": "1e999999"}, "total: it is no number"),
        ({"total": True}, "total: it is no number"),
        ({"id": None}, "id: it is missing"),
        ({"id": "x\n"}, "id: it is no name"),
        ({"created_at": "yesterday"}, "created_at: it is no instant"),
        ({"items": {"0": 1}}, "items: it is no list"),
        ({"items": [{"quantity": 1.5}]}, r"items\[0\].quantity: it is no number of pieces"),
        ({"items": [{"quantity": 1}]}, r"items\[0\].unit_price: it is missing"),
        ({"items": [{}] * 501}, "items: it is no list of at most 500 objects"),
    ],
)
def test_what_cannot_be_an_order_is_named(order: dict[str, Any], why: str) -> None:
    with pytest.raises(NotReadableError, match=why):
        told(**order)


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ({"status": "canceled"}, "canceled"),
        ({"status": "completed"}, "completed"),
        ({"fulfillment_status": "partially_delivered"}, "shipped"),
        ({"payment_status": "not_paid"}, "pending"),
        ({"payment_status": "refunded"}, "paid"),
    ],
)
def test_where_it_stands_is_told_in_the_platform_s_words(order: dict[str, Any], status: str) -> None:
    assert told(**order).status == status


def test_connectors_are_found_by_their_files() -> None:
    assert set(found()) == {"medusa"}
