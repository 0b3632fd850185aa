import re
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.cast import World, world
from tests.portals.reviewer.desks import reviewer, with_platform

AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

SMALL_TARGETS = """() => [...document.querySelectorAll('a,button,input:not([type=hidden]),select,textarea,summary')]
  .filter((one) => {
    const inLabel = one.matches('input[type=radio],input[type=checkbox]') && one.closest('label');
    const box = (inLabel || one).getBoundingClientRect();
    if (!box.width || one.matches('.skip,.vh') || getComputedStyle(one).display === 'inline') return false;
    return box.height < 43.5 || box.width < 43.5;
  }).map((one) => one.outerHTML.slice(0, 120))"""
"""What a finger would miss: anything to press that is smaller than 44 px and doesn't stand in a line of text."""


def at_work(page: Any, site_url: str, here: World, ref: str = "rita", **cookies: str) -> Any:
    """The page, in which this reviewer is signed in."""
    held = {name: one.value for name, one in reviewer(here, ref).cookies.items()} | cookies
    page.context.add_cookies([{"name": name, "value": value, "url": site_url} for name, value in held.items()])
    return page


@pytest.fixture(scope="module")
def here(database: Any) -> World:
    """Two cases with the platform, filed just now."""
    made = world()
    for _ in range(2):
        with_platform(made, at=datetime.now(UTC))
    return made


@pytest.fixture(scope="module")
def numbers(here: World) -> list[str]:
    from ombud.reads.queues import page

    return [one.number for one in page(here.platform.pk, "ruling").cases]


def test_j_and_k_change_the_case_1_to_4_choose_and_settings_turn_them_off(
    desktop: Any, site_url: str, here: World, numbers: list[str]
) -> None:
    page = at_work(desktop, site_url, here)
    page.goto(f"{site_url}/review/cases/{numbers[0]}?queue=ruling")
    page.keyboard.press("j")
    page.wait_for_url(re.compile(numbers[1]))
    page.keyboard.press("k")
    page.wait_for_url(re.compile(numbers[0]))
    page.keyboard.press("2")
    assert page.is_checked("input[name=liability][value=both]")
    page.keyboard.press("?")
    assert page.is_visible("dialog#keys")
    page.goto(f"{site_url}/review/settings")
    page.uncheck("input[name=shortcuts]")
    page.click("text=Keep these settings")
    page.goto(f"{site_url}/review/cases/{numbers[0]}?queue=ruling")
    page.keyboard.press("3")
    assert not page.is_checked("input[name=liability][value=consumer]")
    page.goto(f"{site_url}/review/settings")
    page.check("input[name=shortcuts]")
    page.click("text=Keep these settings")


def test_a_ruling_is_made_without_script(new_page: Any, site_url: str) -> None:
    made = world()
    case = with_platform(made, at=datetime.now(UTC))
    page = at_work(new_page(java_script_enabled=False), site_url, made)
    page.goto(f"{site_url}/review/")
    page.locator("tr", has_text="Interventions").get_by_role("button", name="Start").click()
    assert case.number in page.url
    page.check("input[name=liability][value=merchant]")
    page.select_option("select[name=reason]", "goods-damaged")
    page.check("input[name=rules][value='4.1']")
    page.locator("input[name=relied_on]").first.check()
    page.fill("textarea[name=facts]", "The mug is cracked.")
    page.fill("textarea[name=reasons]", "The photo shows it.")
    page.click("button[value=preview]")
    page.get_by_text("What the consumer reads").first.wait_for()
    page.click("button[value=send]")
    page.get_by_text("ruled. Both sides are told.").first.wait_for()


def test_no_page_scrolls_sideways_or_breaks_the_rules_of_accessibility(
    new_page: Any, site_url: str, here: World, numbers: list[str]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    shown = new_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = at_work(shown, site_url, here, ombud_language="es")
    tabs = ("", "?tab=parties", "/do/ask-evidence")
    for path in ("", "queue/ruling", *(f"cases/{numbers[0]}{tab}" for tab in tabs)):
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(f"{site_url}/review/{path}")
        assert page.evaluate(SMALL_TARGETS) == [], path
        for width in (320, 390, 768, 1280, 1440):
            page.set_viewport_size({"width": width, "height": 844})
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, f"{path or 'queues'} at {width}"
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE}}).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:160]) for one in found] == [], path
