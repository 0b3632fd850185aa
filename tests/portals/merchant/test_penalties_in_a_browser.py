"""Penalties as a member meets them in a browser: three orders, files, the keyboard alone, a phone."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from ombud.desk import clock
from tests.portals.clients import signed_in
from tests.portals.merchant.browsers import PHONE, at, axe_violations, open_as
from tests.portals.merchant.console import a_photo, needs_uploads
from tests.portals.merchant.penalised import (
    CHAT,
    WHOLE,
    begun,
    decide,
    filled_in,
    impose,
    path,
    penalised,
    state,
)


@needs_uploads
@pytest.mark.parametrize("upheld", [(True, True, True), (True, True, False), (False, False, False)])
@pytest.mark.requirement("WD-7", "WD-8")
def test_three_orders_are_shown_and_decided_on_a_phone(upheld: tuple[bool, ...], new_page: Any, near_url: str) -> None:
    made = penalised()
    done = impose(made)
    page = open_as(new_page, near_url, made, **PHONE)
    at(page, "/merchant/").get_by_role("link", name="Appeal now").tap()
    page.wait_for_url(f"**{path(done)}")
    page.get_by_role("link", name="Appeal", exact=True).tap()
    number = page.locator("#id_chance")
    expect(number).to_have_value(re.compile("[0-9a-f]{64}"))  # drawn in the browser, once its script has run
    own = number.input_value()
    page.get_by_role("button", name="Draw the orders and begin").tap()
    page.wait_for_url(f"**{path(done, '/appeal')}")
    drawn = state(made, done).draw
    assert drawn is not None
    assert drawn.number == own
    page.get_by_role("link", name="The appeal as a whole").tap()
    page.get_by_label("What happened").fill("They were real buyers.")
    page.get_by_label("From a live stream").check()
    page.get_by_label("All of this is true").check()
    page.get_by_role("button", name="Save and go on").tap()
    for n in (1, 2, 3):
        page.wait_for_url(f"**{path(done, f'/appeal/{n}')}")
        page.get_by_label("Waybill number").fill(f"SF{n}")
        page.locator(f"#id_a{n}-dispatched-on").fill("2026-03-02")
        for code, colour in (("waybill", "red"), ("chat", "blue"), ("payment-record", "green")):
            photo = a_photo(f"{code}.jpg", colour)
            file = {"name": photo.name, "mimeType": "image/jpeg", "buffer": photo.read()}
            page.locator(f"#id_p{n}-{code}").set_input_files(file)
        expect(page.locator(".file.is-kept")).to_have_count(3)
        page.get_by_role("button", name="Save and go on").tap()
    page.wait_for_url(f"**{path(done, '/appeal/check')}")
    assert page.get_by_text("only if all 3 are upheld").first.is_visible()
    page.get_by_role("button", name="Send the appeal").tap()
    page.wait_for_url(f"**{path(done)}")
    assert page.get_by_role("heading", name="The platform decides on your appeal").is_visible()
    decide(made, done, *upheld)
    page.reload()
    boxes = page.locator(".slots .rest i").evaluate_all("all => all.map(one => one.className).join('')")
    assert boxes == "".join("y" if one else "n" for one in upheld)
    assert state(made, done).stage == ("revoked" if all(upheld) else "in-force")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@needs_uploads
@pytest.mark.requirement("WD-6")
def test_without_script_the_notice_is_read_and_the_appeal_sent(new_page: Any, near_url: str) -> None:
    made = penalised()
    done = impose(made, CHAT)
    page = open_as(new_page, near_url, made, java_script_enabled=False, **PHONE)
    at(page, path(done))
    assert page.get_by_text("Forty parcels weighed nothing.").is_visible()
    page.get_by_role("link", name="Appeal", exact=True).click()
    page.get_by_role("button", name="Begin the appeal").click()
    page.get_by_label("In the chat of the order").check()
    page.get_by_label("What happened").fill("We asked once.")
    page.get_by_role("button", name="Look it over").click()
    assert "“The whole conversation” needs at least 1 file(s); there are 0." in page.locator(".errsum").inner_text()
    assert page.get_by_label("What happened").input_value() == "We asked once."
    file = {"name": "chat.jpg", "mimeType": "image/jpeg", "buffer": a_photo().read()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look it over").click()
    page.get_by_role("button", name="Send the appeal").click()
    assert page.get_by_role("heading", name="The platform decides on your appeal").is_visible()
    assert state(made, done).appeal == "review"


@needs_uploads
@pytest.mark.requirement("WD-6", "WD-7")
def test_one_order_with_nothing_to_show_is_stated_by_keyboard_alone(new_page: Any, near_url: str) -> None:
    made = penalised()
    done = impose(made)
    client = begun(made, done)
    filled_in(made, done, client)
    page = open_as(new_page, near_url, made)
    at(page, path(done, "/appeal/2"))
    page.locator("#id_none2").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save and go on").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".errsum")
    assert "You stated that there is nothing to show for" in page.locator(".errsum").inner_text()
    for _file in range(3):
        page.locator("button[name=remove_file]").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    for field in ("waybill-number", "dispatched-on"):
        page.locator(f"#id_a2-{field}").fill("")
    page.get_by_role("button", name="Save and go on").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{path(done, '/appeal/check')}")
    assert page.get_by_text("The penalty can’t be revoked by this appeal").is_visible()
    page.get_by_role("button", name="Send the appeal").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{path(done)}")
    submission = state(made, done).submission
    assert submission is not None
    assert len(submission.nothing_for) == 1


@needs_uploads
@pytest.mark.requirement("WD-6")
def test_a_file_too_many_and_one_of_a_wrong_kind_are_named_and_the_others_stay(new_page: Any, near_url: str) -> None:
    made = penalised()
    done = impose(made)
    begun(made, done)
    page = open_as(new_page, near_url, made)
    at(page, path(done, "/appeal/1"))
    files = [
        {"name": f"w{n}.jpg", "mimeType": "image/jpeg", "buffer": a_photo(colour=c).read()}
        for n, c in enumerate(("red", "blue", "green"))
    ]
    page.locator("#id_p1-waybill").set_input_files(files)
    expect(page.locator(".file.is-kept")).to_have_count(3)
    text = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"They bought."}
    page.locator("#id_p1-chat").set_input_files(text)
    page.wait_for_selector(".file.is-failed")
    page.get_by_role("button", name="Save and go on").click()
    assert page.locator("[data-left]:visible").count() == 1, "nothing is sent without it"
    page.locator(".file.is-failed [data-remove]").click()
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_selector(".errsum")
    assert "takes at most 2 file(s); there are 3." in page.locator(".errsum").inner_text()
    expect(page.locator(".file.is-kept")).to_have_count(3)


@pytest.mark.requirement("WD-6")
def test_what_is_typed_is_kept_by_itself_and_found_again_on_another_device(new_page: Any, near_url: str) -> None:
    made = penalised()
    done = impose(made)
    begun(made, done)
    page = open_as(new_page, near_url, made)
    at(page, path(done, "/appeal/0"))
    with page.expect_response("**/appeal/0/draft") as kept:
        page.get_by_label("What happened").fill("Half a sentence")
    assert kept.value.status == 204
    other = open_as(new_page, near_url, made, **PHONE)
    at(other, path(done, "/appeal/0"))
    assert other.get_by_label("What happened").input_value() == "Half a sentence"


@pytest.mark.requirement("WD-4")
def test_a_window_that_closes_while_the_form_is_open_says_so_and_keeps_the_text(new_page: Any, near_url: str) -> None:
    made = penalised()
    done = impose(made, CHAT)
    signed_in(made, "boris").post(path(done, "/begin"), {})
    page = open_as(new_page, near_url, made)
    at(page, path(done, "/appeal/0"))
    page.get_by_label("What happened").fill("Typed while it closed.")
    closes_at = state(made, done).closes_at
    assert closes_at is not None
    with clock.at(closes_at):
        page.get_by_role("button", name="Look it over").click()
        page.wait_for_selector(".errsum")
        assert "The time to appeal this penalty ended at" in page.locator(".errsum").inner_text()
        assert page.get_by_label("What happened").input_value() == "Typed while it closed."
    assert state(made, done).submission is None


@pytest.mark.requirement("EV-1")
@pytest.mark.parametrize("page_of", ["", "/begin", "/appeal", "/appeal/1", "/appeal/check"])
def test_pages_about_a_penalty_have_no_fault_that_axe_finds(page_of: str, new_page: Any, near_url: str) -> None:
    made = penalised()
    done = impose(made)
    if page_of.startswith("/appeal"):
        begun(made, done)
        signed_in(made, "boris").post(path(done, "/appeal/0"), WHOLE)
    page = open_as(new_page, near_url, made, **PHONE)
    at(page, path(done, page_of))
    assert axe_violations(page) == []
