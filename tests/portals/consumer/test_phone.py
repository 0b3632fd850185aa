"""On a phone, with script: several photos at once, a draft that saves itself, and the way to the number."""

import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PIL import Image

from ombud.accounts.models import Draft
from tests.cast import an_order, world
from tests.portals.clients import signed_in


def picture(colour: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(data, "JPEG")
    return data.getvalue()


def let_in(page: Any, site_url: str, made: Any, ref: str) -> None:
    """Sign this page in without asking for the demo's list."""
    cookie = next(iter(signed_in(made, ref).cookies.values()))
    page.context.add_cookies(
        [
            {"name": cookie.key, "value": cookie.value, "url": site_url},
            {"name": "ombud_language", "value": "en", "url": site_url},
        ]
    )


@pytest.mark.requirement("CG-1")
def test_a_complaint_is_filed_on_a_phone(phone: Any, site_url: str) -> None:
    made = world()
    bought = (datetime.now(UTC) - timedelta(days=3)).isoformat()
    an_order(made, "o-1", purchased_at=bought)
    errors: list[str] = []
    phone.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    let_in(phone, site_url, made, "ana")
    phone.goto(f"{site_url}/complaints/")
    phone.get_by_role("link", name="File a complaint").click()
    phone.get_by_role("link", name=re.compile("Celadon mug")).click()
    phone.get_by_text("Faulty").click()
    phone.get_by_role("button", name="Continue").click()
    phone.get_by_label("Tell what happened").fill("It has a crack.")
    phone.locator("input[type=file]").first.set_input_files(
        [{"name": f"{one}.jpg", "mimeType": "image/jpeg", "buffer": picture(one)} for one in ("red", "green", "blue")]
    )
    phone.locator(".file.is-kept").nth(2).wait_for()
    with phone.expect_response(lambda answer: "/drafts/file/" in answer.url) as saved:
        phone.get_by_label("Tell what happened").press_sequentially(" It leaks.")
    assert saved.value.status == 204
    kept = Draft.objects.get(platform=made.platform)
    assert kept.fields["problem"] == ["It has a crack. It leaks."]
    assert len(kept.fields["file_photo-goods"]) == 3
    phone.goto(f"{site_url}/complaints/")  # WeChat was closed
    phone.get_by_role("link", name=re.compile("Celadon mug")).click()
    phone.get_by_text("Refund", exact=True).click()
    phone.get_by_label("Phone").fill("13800001234")
    phone.get_by_role("button", name="Continue").click()
    phone.get_by_text("It has a crack. It leaks.").wait_for()
    assert phone.locator(".ev img").count() == 3
    phone.get_by_role("button", name="Send the complaint").click()
    phone.get_by_role("heading", name=re.compile(r"Your number is T-\d{6}-\w{5}")).wait_for()
    phone.get_by_role("link", name="See the complaint").click()
    phone.get_by_role("heading", name="The shop is asked to answer").wait_for()
    assert errors == []
