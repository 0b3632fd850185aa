"""Signing in: everybody gets where they wanted to go, and nobody learns who else exists."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ombud.accounts.models import Person
from ombud.desk.access import access_complaint
from ombud.packs import homes, load
from tests.cast import a_complaint, world
from tests.portals.clients import signed_in


def test_a_deep_link_survives_signing_in() -> None:
    made = world()
    number = a_complaint(made).number
    client = Client()
    asked = client.get(f"/complaints/{number}")
    assert asked.status_code == 302
    assert asked.headers["Location"] == f"/sign-in?next=/complaints/{number}"
    ana = Person.objects.get(platform=made.platform, ref="ana")
    came = client.post("/sign-in", {"person": str(ana.pk), "next": f"/complaints/{number}"})
    assert came.headers["Location"] == f"/complaints/{number}"
    assert client.get(f"/complaints/{number}").status_code == 200


def test_what_was_written_is_not_lost_with_the_session() -> None:
    number, client = a_complaint(world()).number, Client()
    written = {"words": "The seam opened again.", "act_key": "k1"}
    came = client.post(
        f"/complaints/{number}/talk", written, headers={"referer": f"http://testserver/complaints/{number}/talk"}
    )
    page = came.content.decode()
    assert came.status_code == 403
    assert "You were signed out, so nothing was sent" in page
    assert "The seam opened again.</textarea>" in page
    assert f'name="next" value="/complaints/{number}/talk"' in page
    asked = client.get(f"/complaints/{number}", headers={"hx-request": "true"})
    assert asked.status_code == 204
    assert "HX-Redirect" not in asked.headers, "a page that asks for news isn't taken away from whoever types into it"


def test_what_is_wrong_with_a_password_stands_above_the_cast() -> None:
    world()
    page = Client().post("/sign-in", {"login": "nobody", "password": "wrong"}).content.decode()
    assert page.index("Name and password don’t go together") < page.index("cast-row")


def test_no_page_of_somebody_signed_in_is_kept_by_a_browser_or_a_proxy() -> None:
    made = world()
    number = a_complaint(made).number
    pages = {
        "ana": f"/complaints/{number}",
        "boris": f"/merchant/complaints/{number}",
        "rita": f"/review/cases/{number}",
    }
    for who, path in pages.items():
        answer = signed_in(made, who).get(path)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store"), path


def test_a_link_out_of_the_house_is_not_followed() -> None:
    ana = Person.objects.get(platform=world().platform, ref="ana")
    for bad in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"):
        came = Client().post("/sign-in", {"person": str(ana.pk), "next": bad})
        assert came.headers["Location"] == "/complaints/"


def test_login_or_address_and_a_password_let_in() -> None:
    made = world()
    ana = Person.objects.get(platform=made.platform, ref="ana")
    ana.email = f"ana@{made.platform.slug}.example"
    ana.set_password("correct horse battery")
    ana.save()
    for name in (ana.login, ana.login.upper(), ana.email):
        came = Client().post("/sign-in", {"login": name, "password": "correct horse battery"})
        assert came.status_code == 302, name


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer() -> None:
    made = world()
    ana = Person.objects.get(platform=made.platform, ref="ana")
    ana.set_password("correct horse battery")
    ana.save()

    def body(name: str) -> str:
        answer = Client().post("/sign-in", {"login": name, "password": "wrong"})
        assert answer.status_code == 422
        return re.sub(r'(name="csrfmiddlewaretoken" value="[^"]+"|CSRFToken": "[^"]+")', "", answer.content.decode())

    assert body(ana.login).replace(ana.login, "") == body(f"{made.platform.slug}/nobody").replace(
        f"{made.platform.slug}/nobody", "")  # fmt: skip


def test_what_was_typed_stays_but_the_password() -> None:
    answer = Client().post("/sign-in", {"login": "some/body", "password": "geheim-123"})
    assert 'value="some/body"' in answer.content.decode()
    assert "geheim-123" not in answer.content.decode()


def test_after_too_many_tries_a_name_has_to_wait() -> None:
    made = world()
    wrong, here = {"login": f"{made.platform.slug}/ana", "password": "wrong"}, "203.0.113.105"  # of this test alone
    for _ in range(10):
        Client(REMOTE_ADDR=here).post("/sign-in", wrong)
    assert "Too many tries" in Client(REMOTE_ADDR=here).post("/sign-in", wrong).content.decode()


def test_outside_the_demo_nobody_comes_in_by_a_click(settings: Any) -> None:
    settings.DEMO = False
    ana = Person.objects.get(platform=world().platform, ref="ana")
    assert Client().post("/sign-in", {"person": str(ana.pk)}).status_code == 422
    assert str(ana.pk) not in Client().get("/sign-in").content.decode()


def test_signing_out_ends_the_session() -> None:
    client = signed_in(world(), "ana")
    assert client.get("/complaints/").status_code == 200
    assert client.post("/sign-out").status_code == 302
    assert client.get("/complaints/").status_code == 302
    assert client.get("/sign-out").status_code == 405


@pytest.mark.requirement("EV-1")
def test_a_persons_language_follows_them_to_another_device() -> None:
    made = world()
    signed_in(made, "ana").post("/language", {"language": "es", "next": "/complaints/"})
    ana = Person.objects.get(platform=made.platform, ref="ana")
    assert ana.language == "es"
    ana.set_password("dish-9-moon-rain")
    ana.save()
    other = Client()
    other.post("/sign-in", {"login": ana.login, "password": "dish-9-moon-rain"})
    assert '<html lang="es">' in other.get("/complaints/").content.decode()


def test_whoever_tries_out_the_demos_people_goes_on_in_the_language_they_read() -> None:
    made = world()
    Person.objects.filter(platform=made.platform, ref="ana").update(language="es")
    ana = Person.objects.get(platform=made.platform, ref="ana")
    reader = Client(headers={"Accept-Language": "zh-Hant"})
    reader.post("/sign-in", {"person": str(ana.pk)})
    assert '<html lang="zh-Hant">' in reader.get("/complaints/").content.decode()
    ana.refresh_from_db()
    assert ana.language == "es"


@pytest.mark.requirement("EV-2")
def test_pages_of_another_kind_of_person_are_not_there() -> None:
    made = world()
    assert signed_in(made, "boris").get("/complaints/").status_code == 404
    assert signed_in(made, "rita").get("/complaints/").status_code == 404


@pytest.mark.requirement("EV-6")
def test_help_guide_rules_and_the_blank_form_are_public_in_four_languages() -> None:
    slug = world().platform.slug
    for language in ("en", "zh-hans", "zh-hant", "es"):
        client = Client(headers={"Accept-Language": language})
        for page in ("/help", "/guide", "/rules", "/rules/wechat@2026.1", "/form"):
            answer = client.get(f"{page}?platform={slug}")
            assert answer.status_code == 200, (language, page)
    assert Client().get("/rules/wechat@1900.1").status_code == 404
    assert Client().get("/rules/nothing@1").status_code == 404


@pytest.mark.requirement("EV-6")
def test_a_party_accepts_the_rules_with_their_version_once() -> None:
    made = world()
    client = signed_in(made, "boris")
    assert "Accept these rules" in client.get("/rules").content.decode()
    client.post("/rules/accept", {"next": "/rules"})
    client.post("/rules/accept", {"next": "/rules"})
    assert "You accepted this version" in client.get("/rules").content.decode()
    assert made.platform.rulesaccepted_set.count() == 1


@pytest.mark.requirement("EV-6")
def test_rules_that_are_announced_can_be_read_before_they_apply(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(load.PACKS, tmp_path / "packs", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    new = tmp_path / "packs/wechat"
    shutil.copytree(new, new / "versions/2026.1", ignore=shutil.ignore_patterns("versions"))
    said = (new / "pack.toml").read_text("utf-8")
    said = said.replace('version = "2026.1"', 'version = "2099.1"')
    (new / "pack.toml").write_text(
        said.replace('in_force_from = "2026-01-01"', 'in_force_from = "2099-07-01"'), "utf-8"
    )
    monkeypatch.setattr(homes, "SHIPPED", tmp_path / "packs")
    made = world()
    client = signed_in(made, "ana")
    page = client.get("/rules").content.decode()
    assert "version 2099.1 applies from 1 Jul 2099" in page
    assert "Accept these rules" in page
    coming = client.get("/rules/wechat@2099.1").content.decode()
    assert "This version is announced and doesn’t apply yet." in coming
    assert "Accept these rules" not in coming
    assert load.load_pack("wechat").pack.id == "wechat@2026.1"
    assert access_complaint(made.platform.pk, a_complaint(made).id, made.ana).complaint.pack == "wechat@2026.1"
