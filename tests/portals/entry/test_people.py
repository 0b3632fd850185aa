"""People and roles of the platform: an administrator's to change, with a reason that is written down."""

from typing import Any

import pytest
from django.test import Client

from ombud.accounts import factors
from ombud.accounts.models import Person
from ombud.ledger.connection import rows
from tests.cast import World, world
from tests.portals.clients import signed_in
from tests.portals.entry.doors import armed, come, letters, person
from tests.portals.entry.test_new_password import links_sent

WRITTEN = "SELECT who, what, name, why FROM looked_at WHERE platform = %s AND kind = 'role' ORDER BY id"
SOMEBODY = {
    "handle": "Nora", "name": "Nora N.", "email": "nora@example.org", "role": "reviewer", "language": "es",
    "reason": "joins the team",
}  # fmt: skip


def admin(made: World) -> Client:
    Person.objects.filter(platform=made.platform, ref="senior").update(kind="admin", role="admin")
    return signed_in(made, "senior")


@pytest.mark.requirement("EV-2")
def test_somebody_invited_sets_a_password_and_then_a_second_factor_before_anything_else(settings: Any) -> None:
    made = world()
    client = admin(made)
    assert client.post("/review/people/invite", SOMEBODY).status_code == 302
    assert client.post("/review/people/invite", SOMEBODY).status_code == 422, "the name is taken"
    (link,) = links_sent(made)
    settings.SECOND_FACTOR = "required"
    browser = Client()
    browser.post(link, {"password": "words that nora likes"})
    nora = Person.objects.get(platform=made.platform, ref="nora")
    assert (nora.kind, nora.role, nora.login) == ("reviewer", "reviewer", f"{made.platform.slug}/nora")
    assert come(nora, password="words that nora likes").get("/review/").headers["Location"] == "/security/app"
    assert rows(WRITTEN, (made.platform.pk,)) == [("senior", "invited-as-reviewer", "nora", "joins the team")]


@pytest.mark.parametrize("wrong", ["handle", "name", "email", "role", "language", "reason"])
def test_an_invitation_that_lacks_something_invites_nobody(wrong: str) -> None:
    made = world()
    client = admin(made)
    assert client.post("/review/people/invite", {**SOMEBODY, wrong: "?"[: wrong != "name"]}).status_code == 422
    assert not Person.objects.filter(platform=made.platform, email="nora@example.org").exists()
    assert rows(WRITTEN, (made.platform.pk,)) == []


@pytest.mark.requirement("EV-2")
def test_a_role_a_leave_and_a_return_hold_at_once_with_their_reasons() -> None:
    made = world()
    client, rita = admin(made), person(made, "rita", email="rita@example.org")
    theirs, page = come(rita), "/review/people/of/rita"
    assert client.post(page, {"do": "role", "role": "senior", "reason": ""}).status_code == 422
    assert theirs.get("/review/").status_code == 200
    assert client.post(page, {"do": "role", "role": "senior", "reason": "signs second now"}).status_code == 302
    assert theirs.get("/review/").status_code == 302
    theirs = come(rita)
    client.post(page, {"do": "leave", "reason": "has left us"})
    assert theirs.get("/review/").status_code == 302
    assert Client().post("/sign-in", {"login": rita.login, "password": "four words in a row"}).status_code == 422
    client.post(page, {"do": "return", "reason": "is back again"})
    come(rita)
    assert [row[1:] for row in rows(WRITTEN, (made.platform.pk,))] == [
        ("made-senior", "rita", "signs second now"), ("deactivated", "rita", "has left us"),
        ("activated", "rita", "is back again")]  # fmt: skip
    assert "part-changed" in letters(rita)


def test_a_lost_second_factor_is_taken_off_and_sessions_end() -> None:
    made = world()
    rita, secret = armed(made, "rita")
    theirs = come(rita, secret)
    admin(made).post("/review/people/of/rita", {"do": "factor", "reason": "lost phone and paper"})
    assert not factors.has_factor(rita)
    assert theirs.get("/review/").status_code == 302


@pytest.mark.requirement("EV-2")
def test_only_administrators_change_people_and_nobody_changes_themselves() -> None:
    made, other = world(), world()
    for ref in ("rita", "boris", "ana"):
        for page in ("/review/people", "/review/people/invite", "/review/people/keys", "/review/people/of/rita"):
            assert signed_in(made, ref).get(page).status_code == 404, (ref, page)
            assert signed_in(made, ref).post(page, SOMEBODY).status_code == 404, (ref, page)
    client = admin(made)
    client.post("/review/people/of/senior", {"do": "role", "role": "reviewer", "reason": "why not"})
    assert Person.objects.get(platform=made.platform, ref="senior").role == "admin"
    assert client.get("/review/people/of/ana").status_code == 404
    person(other, "rita", email="r@other.example")
    page = client.get("/review/people").content.decode()
    assert made.platform.slug in page
    assert other.platform.slug not in page


def test_a_key_is_shown_once_and_revoked_at_once() -> None:
    made = world()
    client = admin(made)
    form = {"do": "make", "name": "feed", "kinds": ["reviewer"], "reason": "our own console"}
    page = client.post("/review/people/keys", form).content.decode()
    token = page.split("<code>")[1].split("</code>")[0]
    headers = {"Authorization": f"Bearer {token}", "Ombud-Actor": "reviewer:rita"}
    assert Client().get("/api/v1/me", headers=headers).status_code == 200
    assert token not in client.get("/review/people/keys").content.decode()
    id = made.platform.apikey_set.get().pk
    client.post("/review/people/keys", {"do": "revoke", "key": str(id)})
    assert Client().get("/api/v1/me", headers=headers).status_code == 401
    assert client.post("/review/people/keys", {**form, "kinds": ["everything"]}).status_code == 422
