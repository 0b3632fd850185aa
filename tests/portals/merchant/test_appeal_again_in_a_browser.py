"""An appeal that came back, and one that is open twice, as a member meets them in a browser."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.portals.merchant.browsers import PHONE, at, open_as
from tests.portals.merchant.console import a_photo, needs_uploads
from tests.portals.merchant.penalised import (
    appealed,
    begun,
    complain,
    filled_in,
    impose,
    path,
    penalised,
    state,
)


@needs_uploads
@pytest.mark.requirement("WD-9")
def test_what_was_missing_is_found_from_the_notice_put_right_and_sent_again_on_a_phone(
    new_page: Any, near_url: str
) -> None:
    made = penalised()
    done = impose(made)
    appealed(made, done)
    slot = state(made, done).slots[1]
    complain(made, done, {"code": "waybill", "slot": slot, "words": "It can’t be read."})
    page = open_as(new_page, near_url, made, **PHONE)
    at(page, path(done))
    page.get_by_role("link", name="Add and appeal again").tap()
    page.wait_for_url(f"**{path(done, '/appeal')}")
    page.locator(f'a[href="{path(done, "/appeal/2")}"]').first.tap()
    page.wait_for_url(f"**{path(done, '/appeal/2')}")
    assert page.get_by_text("It can’t be read.").first.is_visible()
    assert page.get_by_label("Waybill number").input_value() == "SF102"
    expect(page.locator(".file.is-kept")).to_have_count(3)
    sharper = {"name": "sharper.jpg", "mimeType": "image/jpeg", "buffer": a_photo(colour="white").read()}
    page.locator("#id_p2-waybill").set_input_files(sharper)
    expect(page.locator(".file.is-kept")).to_have_count(4)
    page.get_by_role("button", name="Save and go on").tap()
    page.wait_for_url(lambda url: not url.endswith("/appeal/2"))
    at(page, path(done, "/appeal/check"))
    page.get_by_role("button", name="Send the appeal").tap()
    page.wait_for_url(f"**{path(done)}")
    now = state(made, done)
    assert (now.appeal, now.attempts, now.submissions) == ("review", 1, 2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@needs_uploads
@pytest.mark.requirement("WD-6")
def test_a_second_tab_that_sends_the_same_draft_is_told_so_and_sends_nothing(new_page: Any, near_url: str) -> None:
    made = penalised()
    done = impose(made)
    filled_in(made, done, begun(made, done))
    first = open_as(new_page, near_url, made)
    second = first.context.new_page()
    for tab in (first, second):
        tab.goto(first.url_of(path(done, "/appeal/check")))
    first.get_by_role("button", name="Send the appeal").click()
    first.wait_for_url(f"**{path(done)}")
    second.get_by_role("button", name="Send the appeal").click()
    second.wait_for_selector(".errsum")
    assert "An appeal of this penalty is already under review." in second.locator(".errsum").inner_text()
    assert state(made, done).submissions == 1
