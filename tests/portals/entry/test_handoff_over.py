"""A handoff's link over somebody who is signed in: they are asked, and nothing happens before they answer."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from ombud.accounts import handoff_secrets
from ombud.accounts.door_models import Visit
from ombud.accounts.handoff import signed
from ombud.accounts.models import Person, SpentHandoff
from tests.api.test_handoff import SECRET, ana_comes
from tests.cast import World, world
from tests.portals.entry.doors import come as sign_in
from tests.portals.entry.doors import person


def who(client: Client) -> str:
    return str(Person.objects.get(pk=client.session["_auth_user_id"]).ref)


@pytest.fixture
def bazaar() -> World:
    made = world()
    handoff_secrets.keep(made.platform.pk, SECRET)
    return made


def link(made: World, **changed: Any) -> dict[str, str]:
    soon = int((timezone.now() + timedelta(minutes=4)).timestamp())
    return {"t": signed(ana_comes(made, **{"exp": soon, **changed}), SECRET), "next": "/help"}


@pytest.mark.requirement("EV-2")
@pytest.mark.parametrize("ref", ["other", "boris", "rita"])
def test_somebody_else_who_is_signed_in_is_asked_and_nothing_is_spent_by_asking(bazaar: World, ref: str) -> None:
    client = sign_in(person(bazaar, ref))
    Person.objects.filter(platform=bazaar.platform, ref="ana").update(name="Ana López")
    page = client.get("/handoff", link(bazaar))
    assert page.status_code == 200
    assert "Sign out and go on as <bdi>Ana López</bdi>" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert who(client) == ref
    assert not SpentHandoff.objects.filter(platform=bazaar.platform).exists()
    assert client.get("/").status_code == 302, "who stays is who they were"
    assert who(client) == ref


def test_who_goes_on_is_the_other_from_then_on_and_their_own_session_has_ended(bazaar: World) -> None:
    other = person(bazaar, "other")
    client = sign_in(other)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    answer = client.post("/handoff", link(bazaar))
    assert (answer.status_code, answer["Location"], who(client)) == (302, "/help", "ana")
    assert not Visit.objects.filter(person=other, ended_at=None).exists()
    left = Client()
    left.cookies[settings.SESSION_COOKIE_NAME] = before
    assert "_auth_user_id" not in left.session
    assert client.post("/handoff", link(bazaar)).status_code == 403, "it works once, asked or not"


def test_no_other_page_can_answer_for_them(bazaar: World) -> None:
    client = sign_in(person(bazaar, "other"))
    client.handler.enforce_csrf_checks = True
    assert client.post("/handoff", link(bazaar)).status_code == 403
    assert who(client) == "other"
    page = client.get("/handoff", link(bazaar)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    assert client.post("/handoff", {**link(bazaar), "csrfmiddlewaretoken": token[1]}).status_code == 302
    assert who(client) == "ana"


def test_whoever_is_that_person_already_or_nobody_goes_on_without_a_question(bazaar: World) -> None:
    client = Client()
    assert client.get("/handoff", link(bazaar)).status_code == 302
    again = client.get("/handoff", link(bazaar, nonce="n-2"))
    assert (again.status_code, again["Location"]) == (302, "/help")


def test_the_same_name_on_another_platform_is_somebody_else(bazaar: World) -> None:
    elsewhere = world()
    handoff_secrets.keep(elsewhere.platform.pk, SECRET)
    client = Client()
    client.get("/handoff", link(bazaar))
    assert client.get("/handoff", link(elsewhere)).status_code == 200
    assert client.get("/handoff", link(elsewhere, exp=1)).status_code == 403, "a link that lets nobody in isn't asked"
