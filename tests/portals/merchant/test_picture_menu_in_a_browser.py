"""The menu of a picture: by mouse, by a long press, and by the keys alone."""

from typing import Any

import pytest
from playwright.sync_api import expect

from ombud.vault.deposit import deposit
from tests.cast import World, an_order, world
from tests.portals.merchant.browsers import PHONE, axe_violations, open_as
from tests.vault.made import photo

HERE = "/merchant/chat/o-1"


@pytest.fixture(scope="module")
def made(database: Any) -> World:
    """Ana sent Boris a picture, on a platform that takes reports of fake evidence."""
    made = world("pinduoduo")
    an_order(made)
    file = deposit(made.platform.pk, photo(600, 400), "crack.jpg", "ana").file.id  # type: ignore[union-attr]
    made.do("conversation.say", "o-1", made.ana, words="It cracked.", files=[{"file": str(file)}])
    return made


def menu(page: Any) -> Any:
    return page.get_by_role("menu")


@pytest.mark.requirement("PD-1")
def test_click_right_click_and_the_dots_open_the_same_menu(made: World, new_page: Any, near_url: str) -> None:
    page = open_as(new_page, near_url, made)
    page.goto(page.url_of(HERE))
    picture = page.locator("[data-pic] .see").first
    for ask in (
        picture.click,
        lambda: picture.click(button="right"),
        page.get_by_role("button", name="What to do with Picture 1").click,
    ):
        ask()
        items = menu(page).get_by_role("menuitem")
        expect(items).to_contain_text(["Open", "Report fake evidence"], use_inner_text=True)
        expect(items.first).to_be_focused()
        assert axe_violations(page) == []
        page.keyboard.press("Escape")
        expect(menu(page)).to_have_count(0)
    picture.click(button="right")
    menu(page).get_by_role("menuitem", name="Report fake evidence").click()
    page.wait_for_url("**order=o-1**")
    assert "file=" in page.url


@pytest.mark.requirement("PD-1")
def test_a_long_press_opens_it_on_a_phone_and_a_tap_the_picture(made: World, new_page: Any, near_url: str) -> None:
    page = open_as(new_page, near_url, made, **PHONE)
    page.goto(page.url_of(HERE))
    picture = page.locator("[data-pic] .see").first
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    point = {"x": box["x"] + 20, "y": box["y"] + 60}
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    expect(menu(page)).to_be_visible()
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(menu(page)).to_be_visible()
    assert HERE in page.url, "the press itself went nowhere"
    seen = menu(page).bounding_box()
    assert seen["x"] >= 0
    assert seen["x"] + seen["width"] <= 390
    page.get_by_role("heading", level=1).tap()
    expect(menu(page)).to_have_count(0)
    picture.tap()
    page.wait_for_url("**/chat-pictures/**")


@pytest.mark.requirement("PD-1")
@pytest.mark.parametrize("key", ["Shift+F10", "ContextMenu"])
def test_the_keys_open_it_walk_through_it_and_give_the_focus_back(
    key: str, made: World, new_page: Any, near_url: str
) -> None:
    page = open_as(new_page, near_url, made)
    page.goto(page.url_of(HERE))
    picture = page.locator("[data-pic] .see").first
    picture.focus()
    page.keyboard.press(key)
    items = menu(page).get_by_role("menuitem")
    expect(items.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(items.last).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(items.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(picture).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/chat-pictures/**")


def test_without_script_the_dots_fold_the_entries_out(made: World, new_page: Any, near_url: str) -> None:
    page = open_as(new_page, near_url, made, java_script_enabled=False)
    page.goto(page.url_of(HERE))
    entry = page.get_by_role("link", name="Open").last
    expect(entry).to_be_hidden()
    page.locator("[data-pic] summary").first.click()
    expect(entry).to_be_visible()
