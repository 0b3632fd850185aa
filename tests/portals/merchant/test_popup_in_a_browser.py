"""The pop-up about penalties in a browser: a dialog with script, a section at the head of the page without."""

from datetime import timedelta
from typing import Any

import pytest

from ombud.accounts.models import Membership
from ombud.desk import clock
from ombud.portals.merchant.penalties.popup import SILENT
from tests.portals.merchant.browsers import PHONE, at, axe_violations, open_as
from tests.portals.merchant.penalised import (
    CHAT,
    impose,
    path,
    penalised,
)


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


def test_the_pop_up_has_no_fault_that_axe_finds(new_page: Any, near_url: str) -> None:
    made = penalised()
    impose(made)
    page = open_as(new_page, near_url, made)
    at(page, "/merchant/")
    assert axe_violations(page) == []
