"""The pages that most people meet: every width, the rules of accessibility, thumbs, and no script."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings

from tests.cast import World, a_filing, an_order, world
from tests.portals.clients import signed_in
from tests.portals.consumer.test_phone import picture
from tests.portals.demo_world import Demo, demo
from tests.portals.pages import KEY_PAGES, PAGES
from tests.portals.shown import Shown
from tests.portals.test_every_page import PAGE_TIMEOUT_MS, address, handed_to
from tests.portals.test_styleguide import AXE, SMALL_TARGETS

WIDTHS = [320, 390, 768, 1280, 1440]
FOR_PHONES_TOO = {page.name for page in KEY_PAGES if not page.name.startswith("review")}
"""Reviewers work at a desk: their pages need to fit a tablet, which is 768 wide, and more."""


@pytest.fixture(scope="module")
def demo_world(database: Any) -> Demo:
    return demo()


@pytest.fixture(scope="module")
def window(browser: Any, site_url: str) -> Iterator[Any]:
    """One phone for all pages, so that style and script are loaded once."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    context.set_default_timeout(PAGE_TIMEOUT_MS)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("page", KEY_PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize("language", ["en", "zh-hans", "es"])
def test_a_key_page_fits_every_width_and_every_thumb(
    page: Shown, language: str, demo_world: Demo, window: Any, site_url: str
) -> None:
    handed_to(window, site_url, page.who, language)
    window.set_viewport_size({"width": 390, "height": 844})
    window.goto(site_url + address(page, demo_world))
    assert window.evaluate(SMALL_TARGETS) == []
    for width in WIDTHS if page.name in FOR_PHONES_TOO else [390, *WIDTHS[2:]]:
        window.set_viewport_size({"width": width, "height": 844})
        over = window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{over} px too wide at {width}"


@pytest.mark.parametrize("page", KEY_PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_key_page_keeps_the_rules_of_accessibility(
    page: Shown, language: str, demo_world: Demo, window: Any, site_url: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    handed_to(window, site_url, page.who, language)
    window.goto(site_url + address(page, demo_world))
    for width in (390, 1280) if language == "en" else (390,):
        window.set_viewport_size({"width": width, "height": 844})
        found = Axe().run(window, options={"runOnly": AXE}).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == [], width


@pytest.mark.parametrize("name", ["consumer-case closed", "merchant-case closed"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_last_stage_fits_the_narrowest_phone(
    name: str, language: str, demo_world: Demo, window: Any, site_url: str
) -> None:
    page = next(one for one in PAGES if one.name == name)
    handed_to(window, site_url, page.who, language)
    window.set_viewport_size({"width": 320, "height": 640})
    window.goto(site_url + address(page, demo_world))
    label = window.locator(".steps .now > span").first.bounding_box()
    assert label["width"] > 20
    assert label["x"] >= 0
    assert label["x"] + label["width"] <= 320
    assert window.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.fixture
def scriptless(new_page: Any) -> Any:
    """A phone on which no script runs."""
    return new_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, java_script_enabled=False)


def let_in(page: Any, site_url: str, made: World, ref: str) -> None:
    """The page is this person's, in English."""
    session = signed_in(made, ref).cookies[settings.SESSION_COOKIE_NAME].value
    held = {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: "en"}
    page.context.clear_cookies()
    page.context.add_cookies([{"name": name, "value": value, "url": site_url} for name, value in held.items()])


@pytest.fixture
def bought() -> World:
    """Ana's order of three days ago."""
    made = world()
    an_order(made, purchased_at=(datetime.now(UTC) - timedelta(days=3)).isoformat())
    return made


@pytest.mark.requirement("CG-1")
def test_a_complaint_is_filed_without_script_and_a_refused_file_is_reached_from_the_summary(
    scriptless: Any, site_url: str, bought: World
) -> None:
    page = scriptless
    let_in(page, site_url, bought, "ana")
    page.goto(f"{site_url}/file?order=o-1")
    page.get_by_text("Faulty").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Tell what happened").fill("It has a crack.")
    choose = page.locator("input[type=file]").first
    choose.set_input_files({"name": "note.jpg", "mimeType": "image/jpeg", "buffer": b"no picture at all"})
    page.get_by_role("button", name="Continue").click()
    target = page.locator(".errsum a").first.get_attribute("href")
    assert page.locator(f"input[type=file]{target}").count() == 1
    assert page.get_by_label("Tell what happened").input_value() == "It has a crack."
    choose.set_input_files({"name": "mug.jpg", "mimeType": "image/jpeg", "buffer": picture("red")})
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("Refund", exact=True).click()
    page.get_by_label("Phone").fill("13800001234")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send the complaint").click()
    page.wait_for_url("**/sent")
    assert page.get_by_role("heading", name=re.compile(r"Your number is T-\d{6}-\w{5}")).is_visible()


@pytest.mark.requirement("MP-2")
def test_a_shop_offers_and_a_consumer_accepts_without_script(scriptless: Any, site_url: str, bought: World) -> None:
    page, now = scriptless, datetime.now(UTC)
    filed = bought.do("complaint.file", "", bought.ana, at=now, **a_filing())
    let_in(page, site_url, bought, "boris")
    page.goto(f"{site_url}/merchant/complaints/{filed.number}")
    page.locator(".turn").get_by_role("link", name="Make an offer").click()
    page.get_by_text("Refund", exact=True).click()
    page.get_by_label("Amount").fill("50")
    page.locator("form.form button.p").click()
    assert page.get_by_text("¥50.00").first.is_visible()
    let_in(page, site_url, bought, "ana")
    page.goto(f"{site_url}/complaints/{filed.number}")
    page.locator(".turn").get_by_role("link", name=re.compile("^Accept")).click()
    page.get_by_role("button", name=re.compile("^Accept")).click()
    assert page.get_by_text("You accepted the offer.").is_visible()


@pytest.mark.requirement("MP-2")
def test_a_shop_refuses_without_script(scriptless: Any, site_url: str, bought: World) -> None:
    page = scriptless
    filed = bought.do("complaint.file", "", bought.ana, at=datetime.now(UTC), **a_filing())
    let_in(page, site_url, bought, "boris")
    page.goto(f"{site_url}/merchant/complaints/{filed.number}")
    page.locator(".turn").get_by_role("link", name="Refuse").click()
    page.locator("form.form button.p").click()
    assert page.locator(".errsum").is_visible()
    page.locator("textarea[name=words]").fill("It left us whole.")
    page.locator("form.form button.p").click()
    assert page.get_by_text("It left us whole.").first.is_visible()
