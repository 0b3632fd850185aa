"""Penalties in a reviewer's browser: the outcome follows the ticks, the keyboard is enough, two never collide."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.cast import World
from tests.portals.reviewer.penalties.desks import Case, appealed, imposed, market, penalty
from tests.portals.reviewer.test_browser import AXE, SMALL_TARGETS, at_work


def now() -> datetime:
    """The site's own clock."""
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def here(database: Any) -> World:
    """A platform with penalties."""
    return market()


@pytest.mark.requirement("WD-7")
def test_the_outcome_follows_the_ticks_and_is_sent_as_it_was_shown(desktop: Any, site_url: str, here: World) -> None:
    case = appealed(here, at=now(), orders=["o-1", "o-2", "o-3"])
    page = at_work(desktop, site_url, here, "rolf")
    page.goto(site_url + case.url())
    outcome = page.locator("#outcome")
    assert "0 of 3 decided" in outcome.inner_text()
    page.check("input[name=verdict-1][value=upheld]")
    page.wait_for_selector("#outcome:has-text('1 of 3 decided')")
    page.check("input[name=verdict-2][value=upheld]")
    page.check("input[name=verdict-3][value=upheld]")
    page.wait_for_selector("#outcome.is-full")
    assert "Lifted at once" in outcome.inner_text()
    page.check("input[name=verdict-3][value=not-upheld]")
    page.wait_for_selector("#outcome.is-part")
    assert "Sales count again: Order No-" in outcome.inner_text()
    page.fill("textarea[name=words]", "Two of them are real.")
    page.click("button[value=preview]")
    assert page.is_visible("text=Preview: what the shop will read")
    page.click("button[value=send]")
    page.wait_for_selector("text=the appeal is decided. The shop is told.")
    assert penalty(case, now()).restored == case.drawn[:2]


def test_a_penalty_is_imposed_signed_and_decided_without_script(new_page: Any, site_url: str) -> None:
    made = market()
    page = at_work(new_page(java_script_enabled=False), site_url, made)
    page.goto(f"{site_url}/review/penalties/new")
    page.fill("input[name=q]", "Shanyu")
    page.click("main button:has-text('Search')")
    page.click("text=Shanyu Ceramics")
    page.click("text=Fictitious transactions")
    page.fill("textarea[name=facts]", "One buyer, two orders.")
    page.fill("textarea[name=reasons]", "Nothing was sold.")
    page.check("input[name=order][value=o-1]")
    page.fill("textarea[name=pasted]", "No-2 unheard-of")
    page.click("button[value=preview]")
    assert page.locator(".errsum").is_visible()
    assert "“unheard-of” isn’t an order of this shop." in page.inner_text("main")
    assert page.input_value("textarea[name=facts]") == "One buyer, two orders."
    page.fill("textarea[name=pasted]", "No-2")
    page.click("button[value=preview]")
    assert page.is_visible("text=Preview: the notice as the shop will see it")
    page.click("button[value=send]")
    assert page.is_visible("text=is imposed. The shop has its notice.")


def test_the_keyboard_is_enough_to_decide(new_page: Any, site_url: str, here: World) -> None:
    case = appealed(here, at=now(), orders=["o-4"])
    page = at_work(new_page(viewport={"width": 1280, "height": 900}), site_url, here, "rolf")
    page.goto(site_url + case.url())
    page.focus("input[name=verdict-1]")
    page.keyboard.press("Space")
    page.wait_for_selector("#outcome.is-full")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("It is real.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Preview: what the shop will read")
    page.focus("button[value=send]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=revoked; every measure is lifted.")
    assert penalty(case, now()).stage == "revoked"


@pytest.mark.requirement("WD-8")
def test_two_reviewers_on_one_appeal_the_second_is_told_by_name(new_page: Any, site_url: str, here: World) -> None:
    case = appealed(here, at=now(), orders=["o-5"])
    first, second = (
        at_work(new_page(viewport={"width": 1280, "height": 900}), site_url, here, ref) for ref in ("rolf", "senior")
    )
    for page in (first, second):
        page.goto(site_url + case.url())
    for page in (first, second):
        page.check("input[name=verdict-1][value=not-upheld]")
        page.fill("textarea[name=words]", "Nothing new.")
    first.click("button[value=preview]")
    first.click("button[value=send]")
    first.wait_for_selector("text=the appeal is decided.")
    second.click("button[value=preview]")
    told = second.locator("[role=alert]")
    assert "Not sent: the penalty has changed since you opened the form" in told.inner_text()
    assert "Rolf: The appeal was rejected." in told.inner_text()
    assert second.input_value("textarea[name=words]") == "Nothing new."
    assert penalty(case, now()).decided_by == ("rita", "rolf")


def test_no_page_of_penalties_scrolls_sideways_or_breaks_the_rules_of_accessibility(
    new_page: Any, site_url: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    case: Case = appealed(at=now(), nothing=1)
    talk = imposed(case.world, violation="prohibited-goods", at=now())
    shown = new_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = at_work(shown, site_url, case.world, "rolf", ombud_language="es")
    new = "/review/penalties/new?shop=mugs"
    for path in (
        case.url(),
        case.url("?tab=notice"),
        case.url("/do/incomplete"),
        talk.url("/do/lift"),
        new,
        f"{new}&violation=fictitious-transactions",
        f"{new}&violation=fraud",
    ):
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(site_url + path)
        assert page.evaluate(SMALL_TARGETS) == [], path
        for width in (320, 390, 768, 1280, 1440):
            page.set_viewport_size({"width": width, "height": 844})
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, f"{path} at {width}"
        page.set_viewport_size({"width": 1440, "height": 2400})  # nothing half under what sticks to the edge
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE}}).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:160]) for one in found] == [], path
