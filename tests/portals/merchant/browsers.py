"""Browsers in which somebody of a world is signed in, and what axe finds in their pages."""

from typing import Any

from django.conf import settings
from django.test import Client

from ombud.accounts.models import Person
from tests.cast import World
from tests.portals.test_styleguide import AXE

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def open_as(new_page: Any, near_url: str, made: World, who: str = "boris", language: str = "en", **options: Any) -> Any:
    """A browser of its own in which this person is signed in."""
    client = Client()
    client.force_login(Person.objects.get(platform=made.platform, ref=who))
    page = new_page(**options)
    cookies = {
        settings.LANGUAGE_COOKIE_NAME: language,
        settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value,
    }
    page.context.add_cookies([{"name": name, "value": value, "url": near_url} for name, value in cookies.items()])
    page.url_of = lambda where: f"{near_url}{where}"
    return page


def axe_violations(page: Any) -> list[Any]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": AXE}).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


def at(page: Any, where: str) -> Any:
    page.goto(page.url_of(where))
    return page.locator("dialog#popup")
