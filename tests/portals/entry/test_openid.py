"""A platform's own sign-in: the whole way against a real provider with real signatures, and each fault on it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from ombud.accounts import openid
from ombud.accounts.door_models import OpenId, OpenIdentity
from ombud.accounts.models import Person
from ombud.accounts.openid_fetch import NotFetched, fetch
from ombud.ledger.connection import rows
from tests.cast import World, world
from tests.portals.entry.doors import armed, code
from tests.portals.entry.provider import CLIENT, SECRET, Provider, query, running


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running() as one:
        yield one


@pytest.fixture(autouse=True)
def _by_script(settings: Any) -> Iterator[None]:
    settings.SECOND_FACTOR = "required"
    yield
    OpenId.objects.all().delete()  # else the page to sign in offers it to others' tests


@pytest.fixture
def made(provider: Provider) -> World:
    here = world()
    keep(here, provider)
    Person.objects.filter(platform=here.platform, ref="rita").update(email="rita@example.org")
    return here


def keep(here: World, provider: Provider, **more: Any) -> None:
    settings = {
        "name": "House of Bazaar", "issuer": provider.issuer, "client": CLIENT, "proves_two": True,
        "secret": openid.sealed_secret(here.platform.pk, SECRET), **more,
    }  # fmt: skip
    OpenId.objects.update_or_create(platform=here.platform, defaults=settings)


def go(made: World, provider: Provider, client: Client, back: str = "", **said: str) -> Any:
    """There and back again."""
    there = client.get(f"/sign-in/with/{made.platform.slug}", {"next": back} if back else {})
    assert there.status_code == 302, there.content.decode()
    return client.get(f"/sign-in/back?{query({**provider.authorize(there.headers['Location']), **said})}")


def verified(provider: Provider, **claims: Any) -> None:
    provider.claims |= {"email": "rita@example.org", "email_verified": True, **claims}


@pytest.mark.requirement("EV-2")
def test_somebody_registered_comes_in_by_the_platforms_own_sign_in(made: World, provider: Provider) -> None:
    verified(provider)
    client = Client()
    assert "Sign in with House of Bazaar" in client.get("/sign-in").content.decode()
    came = go(made, provider, client, "/review/mine")
    assert (came.status_code, came.headers.get("Location")) == (302, "/review/mine"), came.content.decode()
    assert client.get("/review/").status_code == 200
    linked = OpenIdentity.objects.get(platform=made.platform)
    assert (linked.person.ref, linked.subject, linked.issuer) == ("rita", "u-1", provider.issuer)
    written = "SELECT who, what FROM looked_at WHERE platform = %s AND kind = 'sign-in'"
    assert rows(written, (made.platform.pk,)) == [("rita", "signed-in-elsewhere")]
    provider.claims = {"sub": "u-1"}  # from now on the subject says it, whatever the address is
    assert go(made, provider, Client()).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "strange"}, {"alg": "none"}, {"alg": "HS256"}, {"nonce": "another"}, {"nonce": None},
        {"aud": "another"}, {"aud": [CLIENT, "another"]}, {"azp": "another"}, {"iss": "https://other.example"},
        {"exp": 1_700_000_000}, {"exp": None}, {"iat": 4_000_000_000}, {"sub": None}, {"sub": ""}, {"sub": 7},
        {"redirect": "http://127.0.0.1:9/"},
    ],
    ids=str,
)  # fmt: skip
def test_a_token_with_a_fault_lets_nobody_in(made: World, provider: Provider, wrong: dict[str, Any]) -> None:
    verified(provider)
    provider.wrong = wrong
    client = Client()
    assert go(made, provider, client).status_code == 403
    assert client.get("/review/").status_code == 302
    assert not OpenIdentity.objects.filter(platform=made.platform).exists()


def test_an_answer_that_was_not_asked_for_lets_nobody_in(made: World, provider: Provider) -> None:
    verified(provider)
    assert go(made, provider, Client(), state="another").status_code == 403
    assert go(made, provider, Client(), error="access_denied").status_code == 403
    assert go(made, provider, Client(), iss="https://other.example").status_code == 403
    victim, attacker = Client(), Client()
    there = attacker.get(f"/sign-in/with/{made.platform.slug}")
    answer = f"/sign-in/back?{query(provider.authorize(there.headers['Location']))}"
    assert victim.get(answer).status_code == 403, "another browser's answer"
    assert attacker.get(answer).status_code == 302
    attacker.post("/sign-out")
    assert attacker.get(answer).status_code == 403, "the same answer twice"


def test_a_code_is_worth_nothing_without_the_verifier_of_this_browser(made: World, provider: Provider) -> None:
    verified(provider)
    client = Client()
    there = client.get(f"/sign-in/with/{made.platform.slug}")
    said = provider.authorize(there.headers["Location"])
    session = client.session
    session["openid"] = {**session["openid"], "verifier": "another"}
    session.save()
    assert client.get(f"/sign-in/back?{query(said)}").status_code == 403


def test_rsa_signatures_are_understood_too(made: World, provider: Provider) -> None:
    verified(provider)
    provider.wrong = {"alg": "RS256"}
    assert go(made, provider, Client()).status_code == 302


@pytest.mark.requirement("EV-2")
@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@example.org", "email_verified": True},
        {"email": "rita@example.org"},
        {"email": "rita@example.org", "email_verified": "true"},
        {"preferred_username": "rita", "groups": ["ombud-admins"]},
    ],
    ids=str,
)
def test_nobody_comes_in_who_was_not_registered(made: World, provider: Provider, claims: dict[str, Any]) -> None:
    provider.claims |= claims
    before = Person.objects.filter(platform=made.platform).count()
    answer = go(made, provider, Client())
    assert answer.status_code == 403
    assert "nobody registered you here" in answer.content.decode()
    assert Person.objects.filter(platform=made.platform).count() == before


def test_an_address_is_looked_for_on_that_platform_alone(made: World, provider: Provider) -> None:
    other = world()
    Person.objects.filter(platform=other.platform, ref="rita").update(email="only@there.example")
    verified(provider, email="only@there.example")
    assert go(made, provider, Client()).status_code == 403
    Person.objects.filter(platform=made.platform, ref__in=("rita", "rolf")).update(email="two@here.example")
    verified(provider, email="two@here.example")
    assert go(made, provider, Client()).status_code == 403, "two have it, so it says nothing"


def test_groups_give_roles_and_take_them(made: World, provider: Provider) -> None:
    keep(made, provider, groups={"ombud-reviewers": "reviewer", "ombud-seniors": "senior"})
    provider.claims = {"sub": "u-9", "name": "New Senior", "groups": ["x", "ombud-reviewers", "ombud-seniors"]}
    client = Client()
    assert go(made, provider, client).status_code == 302
    assert client.get("/review/").status_code == 200
    person = Person.objects.get(platform=made.platform, ref="u-9")
    assert (person.kind, person.role, str(person)) == ("reviewer", "senior", "New Senior")
    provider.claims["groups"] = ["ombud-reviewers"]
    assert go(made, provider, Client()).status_code == 302
    assert Person.objects.get(pk=person.pk).role == "reviewer"
    assert client.get("/review/").status_code == 302, "what was open under the old role is over"
    written = "SELECT who, what FROM looked_at WHERE platform = %s AND kind = 'role'"
    assert rows(written, (made.platform.pk,)) == [("openid", "made-reviewer")]
    for groups in ([], ["x"], None, 7):
        provider.claims["groups"] = groups
        assert go(made, provider, Client()).status_code == 403


def test_consumers_are_made_known_only_where_the_platform_wants_it(made: World, provider: Provider) -> None:
    provider.claims = {"sub": "u-5", "customer": "c-77", "name": "Cora"}
    keep(made, provider, claims={"ref": "customer"})
    assert go(made, provider, Client()).status_code == 403
    keep(made, provider, claims={"ref": "customer"}, makes_known=True)
    client = Client()
    assert go(made, provider, client).headers["Location"] == "/complaints/"
    assert Person.objects.get(platform=made.platform, ref="c-77").kind == "consumer"
    Person.objects.filter(platform=made.platform, ref="c-77").update(is_active=False)
    assert go(made, provider, Client()).status_code == 403


def test_where_the_provider_proves_one_thing_alone_our_own_second_factor_is_asked_for(
    made: World, provider: Provider
) -> None:
    keep(made, provider, proves_two=False)
    verified(provider)
    client = Client()
    assert go(made, provider, client).status_code == 302
    assert client.get("/review/").headers["Location"] == "/security/app"
    _rita, secret = armed(made, "rita", email="rita@example.org")
    client = Client()
    assert go(made, provider, client).headers["Location"] == "/sign-in/code"
    assert client.post("/sign-in/code", {"code": code(secret)}).status_code == 302
    assert client.get("/review/").status_code == 200


def test_a_platform_without_one_shows_nothing(provider: Provider) -> None:
    here = world()
    assert Client().get(f"/sign-in/with/{here.platform.slug}").status_code == 404
    assert Client().get("/sign-in/back?code=a&state=b").status_code == 403
    keep(here, provider, name="Gone House", active=False)
    assert "Gone House" not in Client().get("/sign-in").content.decode()


def test_a_provider_that_is_away_or_describes_another_is_said_to_be(made: World, provider: Provider) -> None:
    for issuer in ("http://127.0.0.1:9", f"{provider.issuer}/", f"{provider.issuer}/other"):
        keep(made, provider, issuer=issuer)
        assert Client().get(f"/sign-in/with/{made.platform.slug}").status_code == 502, issuer


def test_nothing_is_asked_but_by_https_outside_the_demo(settings: Any, provider: Provider) -> None:
    settings.DEMO = False
    for url in (f"{provider.issuer}/keys", "file:///etc/passwd", "ftp://x/", "https://user@host.example/"):
        with pytest.raises(NotFetched):
            fetch(url)
    assert provider.asked == []
