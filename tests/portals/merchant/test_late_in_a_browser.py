"""Orders on a phone: the shop moves late ones on and takes them back; a consumer says that nothing came."""

from datetime import timedelta
from typing import Any

import pytest

from ombud.desk import clock
from ombud.desk.access import access_order_case
from tests.cast import MONDAY, World, world
from tests.portals.merchant.browsers import PHONE, axe_violations, open_as
from tests.stories.orders import HOUR, paid, sent

NOW = MONDAY + HOUR


def status(made: World, order: str) -> str:
    return access_order_case(made.platform.pk, order, made.boris).order.status


@pytest.mark.requirement("OS-3")
def test_a_shop_moves_late_orders_on_from_a_phone_and_takes_them_back(new_page: Any, near_url: str) -> None:
    made = world("weixun")
    for n in range(3):
        paid(made, f"o-{n}", days_ago=4 + n)
    with clock.at(NOW):
        page = open_as(new_page, near_url, made, **PHONE)
        page.goto(page.url_of("/merchant/late-orders"))
        assert axe_violations(page) == []
        page.get_by_role("checkbox", name="Choose order No-2").check()
        page.get_by_role("checkbox", name="Choose order No-1").check()
        assert page.locator("[data-count]").inner_text() == "2 / 3"
        page.get_by_role("button", name="Move the chosen ones on").click()
        assert axe_violations(page) == []
        page.locator("[id='id_all-mall.paid-carrier']").fill("SF Express")
        page.locator("[id='id_f-o-2-waybill']").fill("SF1")
        page.get_by_role("button", name="Move on").click()
        assert "2 things to mend" not in page.content()
        assert "No-1: “Waybill number” is missing." in page.locator(".errsum").inner_text()
        assert page.locator("[id='id_f-o-2-waybill']").input_value() == "SF1", "what was typed is still there"
        page.locator("[id='id_f-o-1-waybill']").fill("SF2")
        page.get_by_role("button", name="Move on").click()
        assert page.get_by_role("heading", level=1).inner_text() == "2 orders were moved on"
        assert axe_violations(page) == []
        assert (status(made, "o-1"), status(made, "o-2")) == ("shipped", "shipped")
        page.get_by_role("button", name="Take back").click()
        assert page.get_by_role("heading", level=1).inner_text() == "2 orders were taken back"
        assert (status(made, "o-1"), status(made, "o-2")) == ("paid", "paid")
    with clock.at(NOW + timedelta(days=1)):
        page.goto(page.url_of("/merchant/late-orders"))
        assert page.locator("input[name=order]").count() == 3
        assert page.get_by_role("button", name="Take back").count() == 0


@pytest.mark.requirement("OS-4")
def test_a_consumer_who_got_nothing_comes_straight_to_the_complaint(new_page: Any, near_url: str) -> None:
    made = world("weixun")
    sent(made)
    with clock.at(NOW):
        page = open_as(new_page, near_url, made, "ana", **PHONE)
        page.goto(page.url_of("/orders/o-1"))
        assert axe_violations(page) == []
        yes, no = (page.get_by_role("button", name=name) for name in ("Yes, I got it", "No, it didn’t come"))
        assert yes.bounding_box()["height"] == no.bounding_box()["height"], "two answers of the same weight"
        no.click()
        page.wait_for_url("**/file/problem?order=o-1")
        assert page.locator(".errsum").count() == 0
        page.goto(page.url_of("/orders/o-1"))
        assert page.get_by_text("You said that it didn’t come.").is_visible()
        assert page.get_by_role("link", name="Complain about this order").is_visible()
