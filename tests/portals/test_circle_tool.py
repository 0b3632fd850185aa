"""Circling places on a picture, by mouse, by touch, by keyboard and without script."""

from typing import Any

import pytest
from django.test import RequestFactory

from ombud.core.shapes import Shape
from ombud.portals.common.places import Circled, as_value, circle_tool, circled, drawn, place_words, shapes_of

CRACK = "ellipse,5200,3100,1500,3700"
"""What the style guide's tool begins with."""


def sent(**fields: Any) -> Circled:
    return circled(RequestFactory().post("/", fields), "shapes")


def inputs(page: Any) -> list[list[int]]:
    """The edges of each place that the form would send."""
    values = page.locator(".circle-list input").evaluate_all("all => all.map((one) => one.value)")
    return [[int(one) for one in value.split(",")[1:]] for value in values]


def near(found: list[int], wanted: list[int]) -> bool:
    return all(abs(one - other) <= 120 for one, other in zip(found, wanted, strict=True))


def opened(page: Any, site_url: str) -> Any:
    """The style guide with the picture in the middle of the window, and where it lies there."""
    page.goto(f"{site_url}/styleguide?lang=en")
    stage = page.locator(".circle-stage")
    stage.locator("img").evaluate("one => one.decode()")
    page.locator(".circle.is-live").wait_for()
    stage.scroll_into_view_if_needed()
    return stage.bounding_box()


def at(box: Any, x: float, y: float) -> tuple[float, float]:
    return box["x"] + box["width"] * x, box["y"] + box["height"] * y


@pytest.mark.requirement("PD-3")
def test_a_place_is_circled_with_the_mouse_undone_and_removed(desktop: Any, site_url: str) -> None:
    box = opened(desktop, site_url)
    said = desktop.locator("[data-said]")
    assert said.inner_text() == "One place is circled."
    desktop.mouse.move(*at(box, 0.1, 0.2))
    desktop.mouse.down()
    desktop.mouse.move(*at(box, 0.25, 0.3))
    desktop.mouse.move(*at(box, 0.4, 0.5))
    desktop.mouse.up()
    assert near(inputs(desktop)[1], [1000, 2000, 3000, 3000])
    assert said.inner_text() == "2 places are circled."
    assert "left, in the middle, 30 % wide and 30 % high" in desktop.locator(".circle-list li").nth(1).inner_text()
    desktop.get_by_role("button", name="Remove place 1").click()
    assert len(inputs(desktop)) == 1
    desktop.get_by_role("button", name="Undo").click()
    assert said.inner_text() == "Nothing is circled yet."


@pytest.mark.requirement("PD-3")
def test_two_taps_of_a_finger_circle_a_place_and_a_drag_another(phone: Any, site_url: str) -> None:
    box = opened(phone, site_url)
    phone.touchscreen.tap(*at(box, 0.5, 0.5))
    assert phone.locator("[data-said]").inner_text() == "Now tap the opposite corner."
    phone.touchscreen.tap(*at(box, 0.7, 0.9))
    assert near(inputs(phone)[1], [5000, 5000, 2000, 4000])
    hand = phone.context.new_cdp_session(phone)
    for kind, place in (("Start", (0.1, 0.1)), ("Move", (0.2, 0.2)), ("Move", (0.3, 0.4)), ("End", None)):
        points = [] if place is None else [dict(zip("xy", at(box, *place), strict=True))]
        hand.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
    assert near(inputs(phone)[2], [1000, 1000, 2000, 3000])


@pytest.mark.requirement("PD-3")
def test_the_keyboard_moves_sizes_sets_and_takes_away(desktop: Any, site_url: str) -> None:
    opened(desktop, site_url)
    desktop.locator(".circle-stage").focus()
    for key in ("ArrowRight", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowUp"):
        desktop.keyboard.press(key)
    assert desktop.locator("[data-said]").inner_text() == "in the middle, 24 % wide and 16 % high"
    desktop.keyboard.press("Enter")
    assert inputs(desktop)[1] == [4000, 4000, 2400, 1600]
    desktop.keyboard.press("ArrowLeft")
    desktop.keyboard.press("Escape")
    assert desktop.locator(".place.is-new").count() == 0
    desktop.keyboard.press("Backspace")
    assert desktop.locator("[data-said]").inner_text() == "One place is circled."


def test_the_picture_comes_closer_for_small_places(phone: Any, site_url: str) -> None:
    box = opened(phone, site_url)
    phone.locator(".circle").get_by_role("button", name="Closer").click()
    assert phone.locator(".circle-stage").bounding_box()["width"] == pytest.approx(2 * box["width"], abs=2)
    phone.locator(".circle").get_by_role("button", name="Further").click()
    assert phone.locator(".circle-stage").bounding_box()["width"] == pytest.approx(box["width"], abs=1)


def test_without_script_a_place_is_given_in_numbers_and_taken_away() -> None:
    typed = {"shapes-left": "10", "shapes-top": "20,5", "shapes-width": "30 %", "shapes-height": "7.25"}
    given = sent(shapes=["", CRACK], **typed)
    assert [as_value(one) for one in given.shapes] == [CRACK, "ellipse,1000,2050,3000,725"]
    assert sent(shapes=["", CRACK], **{"shapes-remove": CRACK}).shapes == ()


@pytest.mark.parametrize("width", ["", "0", "95", "-5", "wide", "１０"])
def test_numbers_that_are_no_place_are_said_to_be_wrong_and_are_kept(width: str) -> None:
    given = sent(**{"shapes-left": "10", "shapes-top": "10", "shapes-width": width, "shapes-height": "10"})
    assert given.shapes == ()
    assert given.error.startswith("Give all four numbers")
    assert given.typed["width"] == width


def test_what_cannot_be_a_place_is_left_out() -> None:
    values = [
        "",
        "ellipse,1,2,3",
        "ellipse,-1,0,5,5",
        "ellipse,9000,0,2000,5",
        "rectangle,1,2,3,4",
        "star,1,2,3,4",
        CRACK,
    ]
    assert [as_value(one) for one in shapes_of(values)] == ["rectangle,1,2,3,4", "ellipse,1,2,3,4", CRACK]


def test_a_place_is_drawn_at_the_size_of_its_picture_and_said_in_words() -> None:
    shape = Shape(kind="ellipse", left=7000, top=0, width=2000, height=1000)
    one = drawn([shape], 400, 200)[0]
    assert (one["x"], one["y"], one["rx"], one["ry"]) == (320, 10, 40, 10)
    assert place_words(shape) == "upper right, 20 % wide and 10 % high"
    tool = circle_tool("shapes", {"src": "", "alt": "", "width": 400, "height": 200}, Circled((shape,), {}), label="x")
    assert tool["places"] == [one]
