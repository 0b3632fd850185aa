"""Passkeys in a real browser, with an authenticator that Chromium plays: added, and shown where codes are typed."""

from collections.abc import Iterator
from typing import Any

import pytest

from ombud.accounts.door_models import SecondFactor
from ombud.accounts.models import Person
from ombud.accounts.session_store import SessionStore
from tests.cast import world
from tests.portals.entry.doors import PASSWORD, person

ASKS = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _quick_hash() -> None:
    """The site runs in another process: the hash must be one that it knows."""


@pytest.fixture
def window(browser: Any) -> Iterator[Any]:
    context = browser.new_context()
    context.set_default_timeout(15_000)
    page = context.new_page()
    keys = context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": ASKS})
    yield page
    context.close()


def sign_in(window: Any, site_url: str, who: Person) -> None:
    window.goto(f"{site_url}/sign-in")
    window.fill("#id_login", who.login)
    window.fill("#id_password", PASSWORD)
    window.keyboard.press("Enter")


@pytest.mark.requirement("EV-2")
def test_a_passkey_is_added_and_then_lets_in_and_proves_before_money_moves(window: Any, site_url: str) -> None:
    rita = person(world(), "rita")
    sign_in(window, site_url, rita)
    window.wait_for_url("**/review/")
    window.goto(f"{site_url}/security")
    window.click("[data-passkey-row] button")
    window.wait_for_selector(".codes")
    key = SecondFactor.objects.get(person=rita, kind="passkey")
    assert key.name == "Chrome on Linux"
    window.goto(f"{site_url}/security")
    window.context.clear_cookies()
    sign_in(window, site_url, rita)
    window.wait_for_url("**/sign-in/code")
    window.click("form[data-passkey] button")
    window.wait_for_url("**/review/")
    used = SecondFactor.objects.get(pk=key.pk)
    assert used.used_at is not None
    assert used.counter > 0
    cookie = next(one for one in window.context.cookies() if one["name"] == "ombud_session")
    session = SessionStore(cookie["value"])
    session["door"] = {**session["door"], "proved": 0}
    session.save()
    window.goto(f"{site_url}/security")
    window.click("form[action='/security/codes'] button")
    window.click("form[data-passkey] button")
    window.wait_for_selector(".codes")
    assert SecondFactor.objects.get(pk=key.pk).counter > used.counter
