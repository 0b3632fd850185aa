"""Penalties around the penalty itself: lists and queues, the pop-up, sales figures, and the files of an appeal."""

from datetime import timedelta
from typing import Any

import pytest

from ombud.desk import clock
from tests.api.penalised import Shop
from tests.cast import MONDAY


@pytest.fixture
def shop() -> Shop:
    return Shop()


def test_a_shops_penalties_come_page_by_page_the_nearest_close_first(shop: Shop) -> None:
    ids = [shop.penalty("harassing-consumers"), shop.penalty("not-as-described"), shop.penalty("prohibited-goods")]
    seen, cursor = [], ""
    while True:
        page = shop.api.get(f"/penalties?limit=1{f'&cursor={cursor}' if cursor else ''}", shop.made.boris).body
        seen += [one["id"] for one in page["items"]]
        cursor = page.get("next_cursor") or page.get("next") or ""
        if not cursor:
            break
    assert seen == ids, "five days to appeal, fifteen, never"
    assert [one["id"] for one in shop.api.get("/penalties?tab=closed", shop.made.boris).body["items"]] == ids[2:]


def test_the_platforms_people_read_penalties_by_queue_the_nearest_deadline_first(shop: Shop) -> None:
    appealed, asked = shop.appealed(), shop.penalty("prohibited-goods")
    shop.act(asked, "consult", words="Why?")
    shop.penalty("harassing-consumers")

    def listed(by: Any, query: str = "") -> list[str]:
        return [one["id"] for one in shop.api.get(f"/penalties{query}", by).body["items"]]

    assert listed(shop.made.rita, "?queue=appeals") == [appealed]
    assert listed(shop.made.rolf, "?queue=consultations") == [asked]
    assert listed(shop.made.rita) == [appealed, asked], "what waits for nobody stands in no queue"
    first = shop.api.get("/penalties?limit=1", shop.made.rita).body
    assert [one["id"] for one in first["items"]] == [appealed]
    assert listed(shop.made.rita, f"?limit=1&cursor={first['next_cursor']}") == [asked]
    refused = shop.api.get("/penalties?queue=ruling", shop.made.rita)
    assert (refused.status, refused.body["field"]) == (422, "queue")


@pytest.mark.requirement("EV-5")
@pytest.mark.requirement("WD-2")
def test_the_pop_up_is_read_and_silenced_for_this_member_alone(shop: Shop) -> None:
    assert shop.api.get("/me/popup", shop.made.boris).body == {"unhandled": None}
    first = shop.penalty("harassing-consumers")
    told = shop.api.get("/me/popup", shop.made.boris).body["unhandled"]
    assert (told["id"], told["n"]) == (first, 1)
    assert shop.api.get("/me/popup", shop.made.viewer).body == {"unhandled": None}, "who can't appeal isn't stopped"
    with clock.at(MONDAY + timedelta(hours=1)):
        assert shop.api.post("/me/popup/snooze", shop.made.boris).status == 200
        assert shop.api.get("/me/popup", shop.made.boris).body == {"unhandled": None}
    with clock.at(MONDAY + timedelta(hours=2)):
        newer = shop.penalty("not-as-described")
        assert shop.api.get("/me/popup", shop.made.boris).body["unhandled"]["id"] == newer


@pytest.mark.requirement("EV-5")
def test_sales_figures_show_what_a_penalty_takes_out_to_the_shop_and_the_staff(shop: Shop) -> None:
    id = shop.penalty()
    number = shop.read(id)["number"]
    for by in (shop.made.boris, shop.made.viewer, shop.made.rita):
        sales = shop.api.get("/shops/mugs/sales", by).body
        assert [(one["month"], one["orders"], one["orders_counted"]) for one in sales["months"]] == [("2026-02", 5, 0)]
        assert [(one["number"], one["orders"]) for one in sales["taken_out"]] == [(number, 5)]
    for stranger in (shop.made.sam, shop.made.ana):
        assert shop.api.get("/shops/mugs/sales", stranger).status == 404


@pytest.mark.requirement("EV-2")
def test_a_file_of_an_appeal_is_seen_by_both_sides_of_it_and_by_nobody_else(shop: Shop) -> None:
    id = shop.appealed()
    file = shop.read(id)["submission"]["files"][0]["file"]
    assert shop.api.get(f"/files/{file}?penalty={id}", shop.made.rolf).status == 200
    assert shop.api.get(f"/files/{file}?penalty={id}", shop.made.viewer).status == 200
    for stranger in (shop.made.sam, shop.made.ana):
        assert shop.api.get(f"/files/{file}?penalty={id}", stranger).status == 404
    other = shop.penalty("prohibited-goods")
    assert shop.api.get(f"/files/{file}?penalty={other}", shop.made.rolf).status == 404
    assert shop.api.get(f"/files/{file}", shop.made.rolf).status == 404
