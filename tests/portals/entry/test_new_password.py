"""A new password by a link that mail brings: good once, for an hour, for its owner alone."""

import re
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.core import signing
from django.test import Client

from ombud.accounts import password_links
from ombud.accounts.models import Person
from ombud.ledger.connection import rows
from ombud.timers.jobs import do
from tests.cast import World, world
from tests.portals.entry.doors import PASSWORD, armed, code, come, person

NEW = "a new one of five words"


def links_sent(made: World) -> list[str]:
    """The links in the letters that leave now, as a reader would follow them."""
    waiting = "SELECT id FROM outbox WHERE platform = %s AND job = 'door-letter' AND done_at IS NULL ORDER BY id"
    for (id,) in rows(waiting, (made.platform.pk,)):
        do(made.platform.pk, id)
    told = rows("SELECT body FROM loopback WHERE platform = %s ORDER BY at", (made.platform.pk,))
    return [urlsplit(found[0]).path for row in told if (found := re.search(r"http\S+new-password\S+", row[0]))]


def test_a_forgotten_password_is_set_anew_and_the_link_is_spent() -> None:
    made = world()
    ana = person(made, "ana", email="ana@example.org")
    old = come(ana)
    Client(REMOTE_ADDR="198.19.5.1").post("/sign-in/forgotten", {"login": "ana@example.org"})
    (link,) = links_sent(made)
    browser = Client(REMOTE_ADDR="198.19.5.2")
    assert ana.login in browser.get(link).content.decode()
    assert browser.post(link, {"password": "short"}).status_code == 422
    assert browser.post(link, {"password": NEW}).headers["Location"] == "/sign-in"
    assert browser.get("/complaints/").status_code == 302, "it signs nobody in by itself"
    assert old.get("/complaints/").status_code == 302
    assert browser.get(link).status_code == 410
    assert Client().post("/sign-in", {"login": ana.login, "password": PASSWORD}).status_code == 422
    come(ana, password=NEW)


def test_the_second_factor_is_asked_for_all_the_same() -> None:
    rita, secret = armed(world(), "rita")
    browser = Client()
    browser.post(f"/sign-in/new-password/{password_links.make(rita, 'reset')}", {"password": NEW})
    came = browser.post("/sign-in", {"login": rita.login, "password": NEW})
    assert came.headers["Location"] == "/sign-in/code"
    assert browser.post("/sign-in/code", {"code": code(secret)}).status_code == 302


@pytest.mark.parametrize("change", ["password", "email", "role", "left", "signed in"])
def test_a_link_from_before_a_change_is_worth_nothing(change: str) -> None:
    made = world()
    rita = person(made, "rita", email="rita@example.org")
    token = password_links.make(rita, "reset")
    assert password_links.whose(token) is not None
    match change:
        case "password":
            person(made, "rita", password="something else again", email="rita@example.org")
        case "email":
            Person.objects.filter(pk=rita.pk).update(email="r@example.org")
        case "role":
            Person.objects.filter(pk=rita.pk).update(role="senior")
        case "left":
            Person.objects.filter(pk=rita.pk).update(is_active=False)
        case _:
            come(rita)
    assert password_links.whose(token) is None


def test_links_that_were_made_up_or_are_old_open_nothing(monkeypatch: Any) -> None:
    rita = person(world(), "rita")
    token = password_links.make(rita, "reset")
    other = signing.dumps(["reset", str(rita.pk), "0" * 24], salt="another")
    for bad in ("", "x", token[:-2], token + "A", other, signing.dumps(["no", 1, 2], salt=password_links.SALT)):
        assert password_links.whose(bad) is None, bad
    assert Client().get(f"/sign-in/new-password/{unquote(token)}x").status_code == 410
    monkeypatch.setitem(password_links.LIVES, "reset", password_links.LIVES["reset"] * 0)
    assert password_links.whose(token) is None
