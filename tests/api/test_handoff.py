"""A marketplace signs its own users in by a link: once, within minutes, creating no more than it says."""

import json
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection as django
from django.db import transaction
from django.test import Client
from msgspec import Raw
from msgspec.structs import replace

from ombud.accounts import handoff as handoffs
from ombud.accounts import handoff_secrets
from ombud.accounts.handoff import Handoff, signed
from ombud.accounts.models import Membership, Person, Platform, SpentHandoff
from ombud.desk import clock
from ombud.ledger.connection import rows
from tests.cast import MONDAY, World, an_order, world

SECRET = "s3cret-between-us"


@pytest.fixture
def bazaar() -> World:
    made = world()
    handoff_secrets.keep(made.platform.pk, SECRET)
    return made


def ana_comes(made: World, **changed: Any) -> Handoff:
    until = int((MONDAY + timedelta(minutes=4)).timestamp())
    known = Handoff(platform=made.platform.slug, kind="consumer", ref="ana", nonce=f"n-{made.platform.slug}", exp=until)
    return replace(known, **changed)


def come(handoff: Handoff, secret: str = SECRET, **query: str) -> tuple[Any, Client]:
    client = Client()
    return client.get("/handoff", {"t": signed(handoff, secret), **query}), client


def code(answer: Any) -> str:
    return str(answer.context["code"])


@pytest.mark.requirement("EV-5")
def test_a_known_consumer_is_signed_in_and_comes_to_the_filing_of_the_order(bazaar: World) -> None:
    answer, client = come(ana_comes(bazaar, order="o-1"))
    assert (answer.status_code, answer["Location"]) == (302, "/file?order=o-1")
    assert Person.objects.get(pk=client.session["_auth_user_id"]).ref == "ana"


def test_a_member_comes_to_the_shops_pages(bazaar: World) -> None:
    answer, _client = come(ana_comes(bazaar, kind="member", ref="boris", shop="mugs"))
    assert answer["Location"] == "/merchant/"


def test_a_link_works_once(bazaar: World) -> None:
    link = ana_comes(bazaar)
    assert come(link)[0].status_code == 302
    again, client = come(link)
    assert (again.status_code, code(again)) == (403, "handoff-spent")
    assert "_auth_user_id" not in client.session
    assert "each works once" in again.content.decode()


@pytest.mark.parametrize("minutes", [-1, 0, 6, 60 * 24 * 365])
def test_a_link_is_good_for_at_most_five_minutes(bazaar: World, minutes: int) -> None:
    until = int((MONDAY + timedelta(minutes=minutes)).timestamp())
    assert code(come(ana_comes(bazaar, exp=until))[0]) == "handoff-over"
    with clock.at(MONDAY + timedelta(minutes=5)):
        assert code(come(ana_comes(bazaar))[0]) == "handoff-over"


def test_only_who_has_the_secret_makes_links(bazaar: World) -> None:
    link = ana_comes(bazaar)
    assert code(come(link, "another secret")[0]) == "handoff-forged"
    other = world()
    assert code(come(replace(link, platform=other.platform.slug), "")[0]) == "handoff-forged"
    payload, _dot, mac = signed(link, SECRET).partition(".")
    tampered = signed(replace(link, ref="other"), SECRET).partition(".")[0]
    for token in (payload, f"{payload}.", f".{mac}", f"{tampered}.{mac}", "x.y", "é.é", "", "a" * 20_000, "\x00.\x00"):
        assert code(Client().get("/handoff", {"t": token})) == "handoff-forged"
    assert not SpentHandoff.objects.filter(platform=bazaar.platform).exists()


def test_somebody_unknown_comes_in_only_where_the_link_may_make_them_known(bazaar: World) -> None:
    link = ana_comes(bazaar, ref="new-1", name="Nia")
    assert code(come(link)[0]) == "handoff-person-unknown"
    assert not Person.objects.filter(platform=bazaar.platform, ref="new-1").exists()
    assert come(replace(link, may_create="person"))[0].status_code == 302
    person = Person.objects.get(platform=bazaar.platform, ref="new-1")
    assert (person.kind, person.name, person.has_usable_password()) == ("consumer", "Nia", False)


def test_a_part_in_a_shop_comes_only_with_the_right_to_make_it(bazaar: World) -> None:
    link = ana_comes(bazaar, kind="member", ref="boris", shop="tea", role="owner")
    assert code(come(link)[0]) == "handoff-person-unknown"
    assert come(replace(link, may_create="person"))[0].status_code == 302
    assert Membership.objects.get(platform=bazaar.platform, person__ref="boris", shop="tea").role == "owner"


@pytest.mark.parametrize(("kind", "ref"), [("consumer", "rita"), ("consumer", "boris"), ("member", "ana")])
def test_nobody_comes_in_as_another_kind_of_person(bazaar: World, kind: Any, ref: str) -> None:
    answer, _client = come(ana_comes(bazaar, kind=kind, ref=ref, may_create="person"))
    assert code(answer) == "handoff-person-unknown"


def test_the_platforms_own_people_do_not_come_by_a_marketplaces_link(bazaar: World) -> None:
    told = json.loads(
        json.dumps({"platform": bazaar.platform.slug, "kind": "reviewer", "ref": "rita", "nonce": "n", "exp": 1})
    )
    token = signed(ana_comes(bazaar), SECRET)
    assert handoffs.read(token, MONDAY) != handoffs.FORGED
    import base64

    payload = base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=")
    mac = base64.urlsafe_b64encode(handoffs._mac(payload, SECRET)).rstrip(b"=")
    assert handoffs.read(f"{payload.decode()}.{mac.decode()}", MONDAY) == handoffs.FORGED


def test_somebody_barred_stays_out(bazaar: World) -> None:
    Person.objects.filter(platform=bazaar.platform, ref="ana").update(is_active=False)
    assert code(come(ana_comes(bazaar, may_create="person"))[0]) == "handoff-person-barred"


def test_an_order_is_made_known_only_where_the_link_may(bazaar: World) -> None:
    facts = Raw(json.dumps({"number": "N7", "shop": "mugs", "consumer": "other", "paid": 100}).encode())
    told = "SELECT consumer, paid FROM order_row WHERE platform = %s AND id = %s"
    link = ana_comes(bazaar, order="o-7", facts=facts)
    assert come(replace(link, may_create="person"))[0].status_code == 302
    assert rows(told, (bazaar.platform.pk, "o-7")) == []
    assert come(replace(link, may_create="order", nonce="n-2"))[0].status_code == 302
    assert rows(told, (bazaar.platform.pk, "o-7")) == [("ana", 100)]
    richer = Raw(json.dumps({"number": "N7", "paid": 999}).encode())
    assert come(replace(link, may_create="order", nonce="n-3", facts=richer))[0].status_code == 302
    assert rows(told, (bazaar.platform.pk, "o-7")) == [("ana", 100)]


@pytest.mark.parametrize(
    "facts", [b"[]", b'{"paid":"much"}', b'{"number":"N","paid":99999999999999999999}', b'{"x":1}']
)
def test_an_order_that_cannot_be_read_is_told_so(bazaar: World, facts: bytes) -> None:
    answer, client = come(ana_comes(bazaar, order="o-7", may_create="order", facts=Raw(facts)))
    assert code(answer) == "handoff-order-unfit"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example", "evil"]
)
def test_it_goes_on_only_to_pages_of_ours(bazaar: World, onward: str) -> None:
    assert come(ana_comes(bazaar), next=onward)[0]["Location"] == "/complaints/"


def test_it_goes_on_to_the_page_that_was_asked_for(bazaar: World) -> None:
    an_order(bazaar)
    assert come(ana_comes(bazaar, order="o-1"), next="/help?lang=es")[0]["Location"] == "/help?lang=es"


def test_a_session_that_saw_one_case_only_becomes_the_persons_own(bazaar: World) -> None:
    client = Client()
    session = client.session
    session["case_link"] = "c-1"
    session.save()
    client.get("/handoff", {"t": signed(ana_comes(bazaar), SECRET)})
    assert "case_link" not in client.session
    assert "_auth_user_id" in client.session


@pytest.mark.requirement("EV-2")
def test_a_secret_lies_sealed_for_its_platform_alone_and_opens_nothing_from_the_row(bazaar: World) -> None:
    row = Platform.objects.get(pk=bazaar.platform.pk)
    assert row.handoff_secret.startswith("sealed:")
    assert SECRET not in row.handoff_secret
    assert code(come(ana_comes(bazaar), row.handoff_secret)[0]) == "handoff-forged"
    other = world().platform
    Platform.objects.filter(pk=other.pk).update(handoff_secret=row.handoff_secret)
    assert handoff_secrets.secrets_of(Platform.objects.get(pk=other.pk), MONDAY) == []
    assert code(come(ana_comes(bazaar, platform=other.slug))[0]) == "handoff-forged"


def test_a_new_secret_signs_at_once_and_the_one_before_for_another_day(bazaar: World) -> None:
    platform = bazaar.platform.pk
    new = handoff_secrets.make(platform, MONDAY)
    until = MONDAY + handoff_secrets.GRACE

    def holding(at: Any) -> list[str]:
        return handoff_secrets.secrets_of(Platform.objects.get(pk=platform), at)

    assert holding(until - timedelta(seconds=1)) == [new, SECRET]
    assert holding(until) == [new]
    assert come(ana_comes(bazaar))[0].status_code == 302
    assert come(ana_comes(bazaar, nonce="n-2"), new)[0].status_code == 302
    newer = handoff_secrets.make(platform, MONDAY)
    assert holding(MONDAY) == [newer, new], "one before that holds no more"
    leaked = handoff_secrets.make(platform, MONDAY, at_once=True)
    assert holding(MONDAY) == [leaked]
    handoff_secrets.take_off(platform)
    assert holding(MONDAY) == []
    assert code(come(ana_comes(bazaar, nonce="n-3"), leaked)[0]) == "handoff-forged"


def test_the_migration_seals_what_lay_there_and_opens_it_again_for_who_goes_back(bazaar: World) -> None:
    migration = import_module("ombud.accounts.migrations.0007_under_a_hash")
    platform, editor = bazaar.platform.pk, SimpleNamespace(connection=django)
    with transaction.atomic():
        Platform.objects.exclude(pk=platform).update(handoff_secret="")  # others' rows aren't this test's
        Platform.objects.filter(pk=platform).update(handoff_secret=SECRET)
        migration.seal_all(None, editor)
        sealed = Platform.objects.get(pk=platform)
        assert (sealed.handoff_secret != SECRET, handoff_secrets.secrets_of(sealed, MONDAY)) == (True, [SECRET])
        migration.open_all(None, editor)
        assert Platform.objects.get(pk=platform).handoff_secret == SECRET
        transaction.set_rollback(True)
