"""An open talk: what is new comes by itself, is read once it is on the screen, and leaves what is half typed alone."""

from typing import Any

import pytest
from playwright.sync_api import expect

from ombud.desk import clock
from ombud.desk.access_conversation import access_conversation
from tests.cast import an_order, world
from tests.portals.merchant.browsers import PHONE, axe_violations, open_as


@pytest.mark.requirement("PD-1")
def test_a_message_comes_to_an_open_talk_and_is_read_there(new_page: Any, near_url: str) -> None:
    made = world("weidian")
    an_order(made)
    made.do("conversation.say", "o-1", made.ana, clock.now(), words="Is it dishwasher-safe?")
    page = open_as(new_page, near_url, made, **PHONE)
    page.goto(page.url_of("/merchant/chat/o-1"))
    assert axe_violations(page) == []
    mine = page.get_by_label("Your message")
    mine.fill("Yes, it")
    made.do("conversation.say", "o-1", made.ana, clock.now(), words="Are you there?")
    with page.expect_response("**/chat/read/of/o-1"):
        expect(page.get_by_text("Are you there?")).to_be_visible()
    talk = access_conversation(made.platform.pk, "o-1", made.boris).conversation
    assert talk is not None
    assert talk.unread("merchant") == 0
    expect(mine).to_have_value("Yes, it")
    mine.fill("Yes, it is.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("article").filter(has_text="Yes, it is.")).to_be_visible()
    expect(mine).to_have_value("")
