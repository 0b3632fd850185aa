"""Penalties as a member meets them in a browser: the pop-up, three orders, files, the keyboard alone, a phone."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from ombud.accounts.models import Membership, Person
from ombud.desk import clock
from ombud.portals.merchant.penalties.popup import SILENT
from tests.cast import World
from tests.portals.clients import signed_in
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


@pytest.mark.requirement("WD-2")
def test_the_pop_up_is_a_dialog_on_its_heading_and_escape_puts_it_off_on_all_devices(
    new_page: Any, near_url: str
) -> None:
    made = penalised()
    done = impose(made)
    desk, phone = open_as(new_page, near_url, made), open_as(new_page, near_url, made, **PHONE)
    pop = at(desk, "/merchant/complaints")
    assert pop.evaluate("one => one.matches(':modal')")
    assert desk.evaluate("document.activeElement.id") == "popup-heading"
    assert pop.locator("a.btn.p").get_attribute("href") == path(done)
    with desk.expect_request("**/penalties/pending"):
        desk.keyboard.press("Escape")
    assert not pop.is_visible()
    desk.wait_for_load_state("networkidle")
    assert at(phone, "/merchant/").count() == 0
    assert at(desk, "/merchant/").count() == 0
    second = open_as(new_page, near_url, made, "viewer")
    assert at(second, "/merchant/").count() == 0, "this member has no right to appeal"


@pytest.mark.requirement("WD-2")
def test_another_member_with_the_right_to_appeal_still_sees_theirs(new_page: Any, near_url: str) -> None:
    made = penalised()
    impose(made)
    Membership.objects.filter(platform=made.platform, person__ref="viewer").update(role="owner")
    first, second = open_as(new_page, near_url, made), open_as(new_page, near_url, made, "viewer")
    at(first, "/merchant/").get_by_role("button", name="Pending").click()
    first.wait_for_load_state("networkidle")
    assert at(first, "/merchant/").count() == 0
    assert at(second, "/merchant/").is_visible()


@pytest.mark.requirement("WD-2")
def test_a_newer_penalty_breaks_the_silence_and_after_a_day_it_shows_again(new_page: Any, near_url: str) -> None:
    made = penalised()
    impose(made)
    page = open_as(new_page, near_url, made)
    at(page, "/merchant/").get_by_role("button", name="Pending").click()
    page.wait_for_load_state("networkidle")
    assert at(page, "/merchant/").count() == 0
    with clock.at(clock.now() + SILENT + timedelta(minutes=1)):
        assert at(page, "/merchant/").is_visible(), "a day later, in the same session"
    impose(made, CHAT, clock.now())
    pop = at(page, "/merchant/")
    assert pop.is_visible()
    assert "2 penalties wait for you" in pop.inner_text()
    pop.get_by_role("link", name="Show them").click()
    page.wait_for_url("**/merchant/penalties?tab=open")


@pytest.mark.requirement("WD-2")
def test_from_the_pop_up_one_can_still_get_help_and_sign_out(new_page: Any, near_url: str) -> None:
    made = penalised()
    impose(made)
    page = open_as(new_page, near_url, made)
    pop = at(page, "/merchant/")
    assert pop.get_by_role("link", name="Help").get_attribute("href") == "/help"
    pop.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in*")


@pytest.mark.requirement("WD-2")
def test_without_script_the_same_two_ways_stand_at_the_head_of_the_page(new_page: Any, near_url: str) -> None:
    made = penalised()
    done = impose(made)
    page = open_as(new_page, near_url, made, java_script_enabled=False)
    pop = at(page, "/merchant/orders")
    assert pop.get_by_role("link", name="Appeal now").get_attribute("href") == path(done)
    pop.get_by_role("button", name="Pending").click()
    assert page.url.endswith("/merchant/orders")
    assert page.locator("#popup").count() == 0


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
    page.get_by_role("button", name="Draw the orders and begin").tap()
    page.wait_for_url(f"**{path(done, '/appeal')}")
    drawn = state(made, done).draw
    assert drawn is not None
    assert len(drawn.number) == 64, "drawn in the browser"
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


def test_the_pop_up_has_no_fault_that_axe_finds(new_page: Any, near_url: str) -> None:
    made = penalised()
    impose(made)
    page = open_as(new_page, near_url, made)
    at(page, "/merchant/")
    assert axe_violations(page) == []
