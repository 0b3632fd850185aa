"""A new merchant on a phone, in Chinese: from nothing to an open shop with something in it."""

from typing import Any

import pytest
from playwright.sync_api import expect

from ombud.accounts.models import Draft
from ombud.desk.access import access_shop
from tests.cast import World, world
from tests.desk.test_shops import CODE, actor, newcomer
from tests.portals.clients import signed_in
from tests.portals.merchant.browsers import PHONE, axe_violations, open_as
from tests.portals.merchant.console import a_photo, needs_uploads


def choose(page: Any, where: str, name: str, colour: str) -> None:
    """A photo for one upload, and wait until it is kept."""
    photo = a_photo(name, colour)
    page.locator(where).set_input_files({"name": photo.name, "mimeType": "image/jpeg", "buffer": photo.read()})
    expect(page.locator(".file.is-kept")).to_have_count(1)


def fits(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe_violations(page) == []


def hand_in(page: Any, made: World) -> None:
    """The papers, the number mistyped at first."""
    page.get_by_label("统一社会信用代码").fill(CODE[:-1] + "0")
    page.get_by_label("登记名称").fill("梅家茶盏有限公司")
    page.get_by_label("法定代表人").fill("林梅")
    choose(page, "#id_p-licence", "licence.jpg", "red")
    expect(page.get_by_text("草稿已保存")).to_be_visible()
    page.get_by_role("button", name="提交", exact=True).tap()
    expect(page.get_by_role("alert").first).to_contain_text("校验位")
    assert CODE[:-1] not in str(Draft.objects.get(platform=made.platform, form="shop-papers").fields)
    fits(page)
    page.get_by_label("统一社会信用代码").fill(CODE)
    page.get_by_role("button", name="提交", exact=True).tap()
    page.wait_for_url("**/merchant/shop")
    expect(page.get_by_role("heading", name="平台正在审核您的资质")).to_be_visible()
    fits(page)


@needs_uploads
@pytest.mark.requirement("PD-8", "PD-9")
def test_a_new_merchant_opens_a_shop_on_a_phone_in_chinese(new_page: Any, near_url: str) -> None:
    made = world("weixun")
    newcomer(made, "mei")
    page = open_as(new_page, near_url, made, "mei", "zh-hans", **PHONE)
    page.goto(page.url_of("/merchant/"))
    page.wait_for_url("**/merchant/shop")
    fits(page)
    page.get_by_role("link", name="开始", exact=True).tap()
    page.get_by_label("店铺名称").fill("梅家茶盏")
    page.get_by_label("经营类目").select_option(label="家居")
    page.get_by_label("买家联系方式").fill("13800001234")
    fits(page)
    page.get_by_role("button", name="继续").tap()
    page.wait_for_url("**/merchant/shop/duties")
    expect(page.get_by_text("诚实守信")).to_be_visible()
    page.get_by_label("我已阅读商家义务").check()
    page.get_by_role("button", name="接受", exact=True).tap()
    page.wait_for_url("**/merchant/shop/papers")
    hand_in(page, made)
    shop = actor(made, "mei").shop
    signed_in(made, "rita").post(f"/review/shops/{shop}", {"do": "verify", "words": ""})
    page.reload()
    page.get_by_role("button", name="店铺开张").tap()
    expect(page.get_by_text("店铺已开张，所有人都能看到。")).to_be_visible()
    assert access_shop(made.platform.pk, shop).stage == "open"
    page.goto(page.url_of("/merchant/products/new"))
    page.get_by_label("商品名称").fill("青瓷茶盏")
    page.get_by_label("价格").fill("48")
    page.get_by_label("库存").fill("12")
    page.get_by_label("售后政策").fill("七天无理由退货。")
    choose(page, "#id_p-pictures", "cup.jpg", "blue")
    fits(page)
    page.get_by_role("button", name="上架", exact=True).tap()
    expect(page.get_by_text("商品已上架。")).to_be_visible()
    shown = open_as(new_page, near_url, made, "ana", "zh-hans", **PHONE)
    shown.goto(shown.url_of(f"/shops/{shop}"))
    expect(shown.get_by_text("青瓷茶盏")).to_be_visible()
    expect(shown.get_by_text("已认证")).to_be_visible()
