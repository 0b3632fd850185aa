"""Sessions: seen and ended by their owner, over in time, and over at once when rights or password change."""

import re
from importlib import import_module
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import connection as django
from django.db import transaction
from django.test import Client

from ombud.accounts import session_store, sessions
from ombud.accounts.door_models import Visit
from ombud.ledger.connection import connection
from tests.cast import world
from tests.portals.entry.doors import PASSWORD, THERE, armed, code, come, letters, person

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"
NEW = "five other words in here"


def set_back(client: Client, field: str, seconds: float) -> None:
    """As if that had been so many seconds ago."""
    session = client.session
    session["door"] = {**session["door"], field: session["door"][field] - seconds}
    session.save()


def is_in(client: Client, page: str = "/review/") -> bool:
    return client.get(page).status_code == 200


@pytest.mark.requirement("EV-2")
@pytest.mark.parametrize("change", ["role = 'senior'", "is_active = false", "kind = 'consumer', role = ''"])
def test_every_session_ends_with_the_next_request_after_the_part_changed(change: str) -> None:
    made = world()
    rita = person(made, "rita")
    first, second = come(rita), come(rita, address=THERE)
    assert is_in(first)
    assert is_in(second)
    connection().execute("UPDATE accounts_person SET {} WHERE id = %s".format(change), (rita.pk,))  # noqa: S608, UP032
    assert not is_in(first)
    assert not is_in(second)
    assert "You were signed out" in second.get("/sign-in").content.decode() or change == "is_active = false"


@pytest.mark.parametrize(("ref", "page"), [("rita", "/review/"), ("boris", "/merchant/"), ("ana", "/complaints/")])
def test_a_session_ends_when_it_is_idle_and_when_it_is_old(ref: str, page: str) -> None:
    who = person(world(), ref)
    span = sessions.SPANS[who.kind]
    for field, limit in (("seen", span.idle), ("began", span.whole)):
        client = come(who)
        set_back(client, field, limit.total_seconds() - 5)
        assert is_in(client, page), (field, "just before")
        set_back(client, field, limit.total_seconds() + 5)
        assert not is_in(client, page), (field, "just after")
        assert Visit.objects.filter(person=who, ended_at=None).count() == 0


def test_a_page_that_asks_for_news_by_itself_keeps_nobody_signed_in() -> None:
    client = come(person(world(), "rita"))
    set_back(client, "seen", 600)
    before = client.session["door"]["seen"]
    client.get("/review/", headers={"HX-Request": "true"})
    assert client.session["door"]["seen"] == before
    client.get("/review/")
    assert client.session["door"]["seen"] > before


def test_the_key_of_a_session_changes_with_signing_in_and_with_each_proof(settings: Any) -> None:
    settings.SECOND_FACTOR = "required"
    rita, secret = armed(world(), "rita")
    client = Client()
    client.get("/sign-in")
    client.post("/sign-in", {"login": rita.login, "password": PASSWORD})
    half = client.cookies["ombud_session"].value
    client.post("/sign-in/code", {"code": code(secret)})
    whole = client.cookies["ombud_session"].value
    set_back(client, "proved", 600)
    asked = client.post("/security/codes", {})
    assert asked.status_code == 403
    client.post("/security/codes", {"prove_by": "code", "prove_code": code(secret, rita)})
    assert len({half, whole, client.cookies["ombud_session"].value}) == 3
    for old in (half, whole):
        other = Client()
        other.cookies["ombud_session"] = old
        assert not is_in(other)
    assert Visit.objects.filter(person=rita, ended_at=None).count() == 1


def test_people_see_where_they_are_signed_in_and_end_one_or_all_others() -> None:
    rita = person(world(), "rita")
    here, there, third = come(rita), Client(REMOTE_ADDR=THERE, headers={"User-Agent": FIREFOX}), come(rita)
    there.post("/sign-in", {"login": rita.login, "password": PASSWORD})
    page = here.get("/security").content.decode()
    assert "Firefox on Windows" in page
    assert THERE in page
    assert page.count("this one") == 1
    row = Visit.objects.get(person=rita, address=THERE)
    here.post("/security/end", {"visit": str(row.pk)})
    assert (is_in(here), is_in(there), is_in(third)) == (True, False, True)
    here.post("/security/end", {"visit": "others"})
    assert (is_in(here), is_in(third)) == (True, False)


def test_nobody_ends_the_sessions_of_somebody_else() -> None:
    made = world()
    rita, rolf = come(person(made, "rita")), come(person(made, "rolf"))
    row = Visit.objects.get(person__ref="rita", platform=made.platform)
    rolf.post("/security/end", {"visit": str(row.pk)})
    rolf.post("/security/end", {"visit": "9" * 30})
    assert is_in(rita)


def test_a_changed_password_ends_all_other_sessions_and_is_told() -> None:
    rita = person(world(), "rita", email="rita@example.org")
    here, there = come(rita), come(rita, address=THERE)
    wrong = here.post("/security/password", {"old": "not this", "password": NEW})
    assert wrong.status_code == 422
    for weak in ("short", "password123", "12345678901", "x" * 300):
        assert here.post("/security/password", {"old": PASSWORD, "password": weak}).status_code == 422, weak
    assert here.post("/security/password", {"old": PASSWORD, "password": NEW}).status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)
    assert letters(rita)[-1] == "password-changed"
    assert Client().post("/sign-in", {"login": rita.login, "password": PASSWORD}).status_code == 422
    come(rita, password=NEW)


def test_a_sign_in_from_a_browser_that_is_new_is_told_and_from_a_known_one_is_not() -> None:
    rita = person(world(), "rita", email="rita@example.org")
    known = come(rita)
    assert letters(rita) == [], "the first sign-in of all is no news"
    known.post("/sign-out")
    known.post("/sign-in", {"login": rita.login, "password": PASSWORD})
    assert letters(rita) == []
    come(rita, address=THERE)
    assert letters(rita) == ["new-browser"]


def test_a_session_from_before_is_taken_on_with_the_least_trust() -> None:
    rita = person(world(), "rita")
    client = Client()
    client.force_login(rita)
    assert is_in(client)
    door = client.session["door"]
    assert (door["how"], door["proved"]) == ("before", 0)
    assert re.fullmatch(r"[0-9a-f]{40}", Visit.objects.get(person=rita).key)


@pytest.mark.requirement("EV-2")
def test_what_the_table_holds_of_a_session_signs_nobody_in() -> None:
    rita = person(world(), "rita")
    client = come(rita)
    key = client.cookies["ombud_session"].value
    visit = Visit.objects.get(person=rita)
    assert not Session.objects.filter(session_key=key).exists()
    assert Session.objects.filter(session_key=visit.key).exists()
    assert key not in str(Session.objects.get(session_key=visit.key).get_decoded())
    for held in (visit.key, visit.key[:32], session_store.hashed(visit.key)):
        thief = Client()
        thief.cookies["ombud_session"] = held
        assert not is_in(thief)
    assert is_in(client)


def test_a_session_that_was_ended_meanwhile_isnt_saved_back() -> None:
    client = come(person(world(), "rita"))
    key = client.cookies["ombud_session"].value
    store = session_store.SessionStore(key)
    assert store.exists(key)
    store["more"] = "to keep"
    session_store.end(session_store.hashed(key))
    with pytest.raises(UpdateError):
        store.save()
    assert not store.exists(key)
    assert session_store.SessionStore(key).load() == {}


def test_a_session_whose_time_is_over_opens_nothing_and_goes() -> None:
    store = session_store.SessionStore()
    store["kept"] = 1
    store.set_expiry(-1)
    store.save()
    key = str(store.session_key)
    assert session_store.SessionStore(key).get("kept") is None
    assert store.exists(key)
    session_store.SessionStore.clear_expired()
    assert not store.exists(key)


def test_signing_in_anew_on_the_same_browser_leaves_no_visit_behind() -> None:
    made = world()
    rita, rolf = person(made, "rita"), person(made, "rolf")
    client = come(rita)
    client.post("/sign-in", {"login": rolf.login, "password": PASSWORD})
    assert not Visit.objects.filter(person=rita, ended_at=None).exists()
    client.post("/security/password", {"old": PASSWORD, "password": NEW})
    assert Visit.objects.filter(person=rolf, ended_at=None).count() == 1


@pytest.mark.requirement("EV-2")
def test_who_is_signed_in_on_one_platform_can_sign_in_on_another(site_url: str) -> None:
    """Over the real site, which sees one platform at a time."""
    import http.cookiejar
    import urllib.parse
    import urllib.request

    one, other = world(), world()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def read(path: str, **form: str) -> str:
        body = urllib.parse.urlencode(form).encode() if form else None
        with browser.open(f"{site_url}{path}", data=body, timeout=30) as answer:
            return str(answer.read().decode())

    for made in (one, other, one):
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', read("/sign-in"))
        assert token is not None
        person_of = str(made.platform.person_set.get(ref="rita").pk)
        page = read("/sign-in", person=person_of, csrfmiddlewaretoken=token[1], next="/security")
        assert f"You sign in as {made.platform.slug}/rita" in page or "no password here" in page
        assert "by a click, in the demo" in page


def test_the_migration_ends_the_sessions_that_lay_under_their_own_keys() -> None:
    migration = import_module("ombud.accounts.migrations.0007_under_a_hash")
    rita = person(world(), "rita")
    client = come(rita)
    key = client.cookies["ombud_session"].value
    row = session_store.hashed(key)
    with transaction.atomic():
        Session.objects.filter(session_key=row).update(session_key=key)  # as it lay before
        Visit.objects.filter(key=row).update(key=key)
        with django.cursor() as cursor:
            cursor.execute(migration.ENDED)
        assert not Session.objects.exists()
        visit = Visit.objects.get(person=rita)
        assert (visit.key, visit.ended_at is not None) == (row, True)
        transaction.set_rollback(True)
    assert is_in(client)
