"""Rules in hand as a browser shows them: within the rules of accessibility, by keyboard, on a phone and at a desk."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from ombud.accounts import platforms
from tests.cast import World, world
from tests.portals.clients import signed_in
from tests.portals.test_styleguide import AXE

PAGES = (
    "/review/packs",
    "/review/packs/weidian@2026.1?tab=penalties",
    "/review/packs/weidian@2026.1?tab=staff",
    "/review/packs/weidian@2026.1?tab=words",
    "/review/packs/weidian@2026.1/procedure?violation=fictitious-transactions",
    "/review/packs/weidian@2026.1/compare?with=market@2026.1",
    "/review/packs/market@2026.1/publish",
    "/review/packs/market@2026.1/try",
)


def shown_to(page: Any, client: Client, site_url: str, language: str) -> Any:
    cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page.context.add_cookies([{"name": name, "value": value, "url": site_url} for name, value in cookies.items()])
    return page


@pytest.fixture
def here(database: Any) -> World:
    platforms._kept.clear()
    return world("weidian")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("zh-hans", 390)])
def test_the_pages_about_rules_keep_the_rules_of_accessibility(
    language: str, width: int, here: World, new_page: Any, site_url: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = shown_to(new_page(viewport={"width": width, "height": 844}), signed_in(here, "senior"), site_url, language)
    found = {}
    for path in PAGES:
        page.goto(site_url + path)
        broken = Axe().run(page, options={"runOnly": AXE}).response["violations"]
        found[path] = [(one["id"], one["nodes"][0]["html"][:120]) for one in broken]
    assert found == {path: [] for path in PAGES}


@pytest.mark.requirement("EV-6")
def test_rules_are_published_by_keyboard_alone(here: World, new_page: Any, site_url: str) -> None:
    page = shown_to(new_page(viewport={"width": 1280, "height": 844}), signed_in(here, "senior"), site_url, "en")
    page.goto(site_url + "/review/packs/market@2026.1/publish")
    page.get_by_label("Why, in words that everybody may read").focus()
    page.keyboard.type("The stalls asked for it.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Announced: market@2026.1 applies to new cases from").wait_for()
    assert page.get_by_text("The stalls asked for it.").is_visible()

    page.goto(site_url + "/review/packs/market@2026.1")
    assert page.get_by_text("Announced", exact=True).is_visible()
