"""A second factor: staff have one before they do anything, and it is asked for at each sign-in."""

import re
from typing import Any

import pytest
from django.test import Client

from ombud.accounts import factors
from ombud.accounts.models import Person
from ombud.ledger.connection import rows
from tests.cast import world
from tests.portals.entry.doors import PASSWORD, armed, code, come, letters, person


@pytest.mark.requirement("EV-2")
def test_staff_set_up_a_second_factor_before_anything_else(settings: Any) -> None:
    settings.SECOND_FACTOR = "required"
    made = world()
    rita = person(made, "rita", email="rita@example.org")
    client = come(rita)
    for page in ("/review/", "/review/settings", "/complaints/", "/announcements"):
        answer = client.get(page)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/security/app"), page
    page = client.get("/security/app").content.decode()
    found = re.search(r'<p class="secret"><code>([A-Z2-7 ]+)</code>', page)
    assert found is not None
    secret = found[1].replace(" ", "")
    assert client.post("/security/app", {"code": "000000"}).status_code == 422
    assert client.get("/review/").status_code == 302
    codes = client.post("/security/app", {"code": code(secret)}).content.decode()
    assert len(re.findall(r"<li><code>[A-Z2-7-]{27}</code>", codes)) == 10
    assert client.get("/review/").status_code == 200
    assert letters(rita) == ["factor-added"]
    assert rows("SELECT what FROM looked_at WHERE platform = %s AND who = 'rita' ORDER BY id", (made.platform.pk,)) == [
        ("signed-in",), ("second-factor-added",)]  # fmt: skip


@pytest.mark.requirement("EV-2")
def test_a_password_alone_does_not_let_in_whoever_has_a_second_factor() -> None:
    rita, secret = armed(world(), "rita")
    client = Client()
    came = client.post("/sign-in", {"login": rita.login, "password": PASSWORD, "next": "/review/mine"})
    assert came.headers["Location"] == "/sign-in/code"
    assert client.get("/review/").status_code == 302
    assert client.post("/sign-in/code", {"code": "123456"}).status_code == 422
    assert client.get("/review/").status_code == 302
    came = client.post("/sign-in/code", {"code": code(secret)})
    assert came.headers["Location"] == "/review/mine"
    assert client.get("/review/").status_code == 200
    assert Client().get("/sign-in/code").headers["Location"] == "/sign-in"


def test_what_was_learnt_half_way_is_worth_nothing_once_the_password_or_the_part_changed() -> None:
    made = world()
    rita, secret = armed(made, "rita")
    for change in ({"role": "senior"}, {"is_active": False}):
        client = Client()
        client.post("/sign-in", {"login": rita.login, "password": PASSWORD})
        Person.objects.filter(pk=rita.pk).update(**change)
        assert client.post("/sign-in/code", {"code": code(secret)}).headers["Location"] == "/sign-in"


def test_a_code_from_paper_lets_in_once_and_its_owner_hears_of_it() -> None:
    rita, _secret = armed(world(), "rita", email="rita@example.org")
    paper = factors.new_codes(rita)[0]
    for expected in (302, 422):
        client = Client()
        client.post("/sign-in", {"login": rita.login, "password": PASSWORD})
        assert client.post("/sign-in/code", {"code": paper}).status_code == expected
    assert letters(rita).count("recovery-code-used") == 1


def test_guessing_codes_has_to_wait_after_a_few() -> None:
    rita, secret = armed(world(), "rita")
    client = Client()
    client.post("/sign-in", {"login": rita.login, "password": PASSWORD})
    answers = [client.post("/sign-in/code", {"code": f"{n:06}"}).status_code for n in range(8)]
    assert answers == [422] * 6 + [429] * 2
    assert client.post("/sign-in/code", {"code": code(secret)}).status_code == 429


def test_the_second_factor_of_staff_can_be_exchanged_but_not_left_off(settings: Any) -> None:
    settings.SECOND_FACTOR = "required"
    rita, secret = armed(world(), "rita")
    client = come(rita, secret)
    app = factors.factors_of(rita)[0]
    assert client.post("/security/remove", {"factor": str(app.pk)}).status_code == 302
    assert factors.has_factor(rita)
    settings.SECOND_FACTOR = "offered"
    client.post("/security/remove", {"factor": str(app.pk)})
    assert not factors.has_factor(rita)


def test_shops_and_consumers_may_have_one_and_need_none(settings: Any) -> None:
    settings.SECOND_FACTOR = "required"
    made = world()
    boris = person(made, "boris")
    assert come(boris).get("/merchant/").status_code == 200
    boris, secret = armed(made, "boris")
    assert come(boris, secret).get("/security").status_code == 200


def test_in_the_demo_the_cast_comes_in_by_a_click_and_nothing_more_is_asked() -> None:
    made = world()
    rita = Person.objects.get(platform=made.platform, ref="rita")
    client = Client()
    client.post("/sign-in", {"person": str(rita.pk)})
    assert client.get("/review/").status_code == 200
    assert "No second factor is asked here" in Client().get("/sign-in").content.decode()
