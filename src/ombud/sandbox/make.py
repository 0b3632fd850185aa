"""Makes a sandbox with its people, shops and key; and makes it anew, under the same name and key."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import transaction

from ombud.accounts import handoff_secrets
from ombud.accounts.keys import KINDS, make_key
from ombud.accounts.models import ApiKey, Membership, Person, Platform
from ombud.accounts.platforms import forget
from ombud.core.people import System
from ombud.desk.handle import Act, Done, handle
from ombud.ledger import fence
from ombud.packs.load import load_pack

SELF = System(id="sandbox")
PEOPLE = (
    ("buyer", "consumer", "", "Test buyer", ""),
    ("buyer-2", "consumer", "", "Second test buyer", ""),
    ("seller", "member", "owner", "Test seller", "shop-1"),
    ("service", "member", "service", "Test shop assistant", "shop-1"),
    ("seller-2", "member", "owner", "Second test seller", "shop-2"),
    ("reviewer", "reviewer", "reviewer", "Test reviewer", ""),
    ("reviewer-2", "reviewer", "reviewer", "Second test reviewer", ""),
    ("senior", "reviewer", "senior", "Test senior", ""),
    ("admin", "admin", "admin", "Test administrator", ""),
)
"""Handle, kind, role, name and shop. Everybody who decides has somebody beside them, so that each rule can be met."""
SHOPS = ("shop-1", "shop-2")


class Made(NamedTuple):
    """A sandbox, and what is shown of it once."""

    platform: Platform
    token: str
    password: str
    """Of all its people, who sign in as `slug/handle`."""


def create(slug: str, name: str, pack: str) -> Made:
    """A sandbox under the rules of this pack."""
    policy = load_pack(pack)
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        platform = Platform.objects.create(
            slug=slug,
            name=name,
            zone=policy.calendar.zone,
            languages=[one.lower() for one in policy.pack.languages],
            pack=pack,
            prefix="SB",
            channels=["loopback"],
            sandbox=True,
        )
        handoff_secrets.make(platform.pk, datetime.now(UTC))
        _people(platform, password)
        token = make_key(platform, "Sandbox", KINDS)[1]
    with fence.looking_at(platform.pk):
        _shops(platform)
    return Made(platform, token, password)


def sandbox(platform: int) -> Platform | None:
    """The platform, if it is a sandbox."""
    return Platform.objects.filter(pk=platform, sandbox=True).first()


def reset(platform: Platform) -> Platform:
    """The same sandbox with nothing on it: same name, people, passwords and keys; its clock at now.

    A record can't be emptied, so this is a new platform. The one before stays as it was, without people and keys, and
    can't be reached any more.
    """
    assert platform.sandbox, "only a sandbox is ever reset"
    with _of_several(), transaction.atomic():
        old = Platform.objects.select_for_update().get(pk=platform.pk)
        slug = old.slug
        old.slug = f"{slug[:30]}-{secrets.token_hex(4)}"
        old.save(update_fields=["slug"])
        fresh = Platform.objects.create(
            slug=slug, name=old.name, zone=old.zone, languages=old.languages, pack=old.pack, prefix=old.prefix,
            channels=old.channels, sandbox=True,
        )  # fmt: skip
        handoff_secrets.taken_along(old, fresh)
        for person in Person.objects.filter(platform=old):
            _moved(person, fresh, old.slug)
        ApiKey.objects.filter(platform=old).update(platform=fresh)
    forget(old.pk)
    with fence.looking_at(fresh.pk):
        _shops(fresh)
    return fresh


@contextmanager
def _of_several() -> Iterator[None]:
    """People and keys of two platforms are seen in here: the one before and the fresh one."""
    before = fence.named()
    fence.within(None)
    try:
        yield
    finally:
        fence.within(int(before) if before else None)


def _moved(person: Person, fresh: Platform, slug: str) -> None:
    """Somebody like this person on the fresh platform, with the same password; this one signs in no more."""
    login, roles = person.login, list(Membership.objects.filter(person=person))
    person.login, person.is_active = f"{slug}/{person.ref}", False
    person.save(update_fields=["login", "is_active"])
    again = Person.objects.create(
        platform=fresh, ref=person.ref, login=login, kind=person.kind, role=person.role, name=person.name,
        language=person.language, email=person.email, phone=person.phone, password=person.password,
    )  # fmt: skip
    for one in roles:
        Membership.objects.create(platform=fresh, person=again, shop=one.shop, role=one.role)


def _people(platform: Platform, password: str) -> None:
    hashed = make_password(password)  # once for all: it is meant to take long
    for handle_, kind, role, name, shop in PEOPLE:
        person = Person(
            platform=platform, ref=handle_, login=f"{platform.slug}/{handle_}", kind=kind,
            role=role if kind in ("reviewer", "admin") else "", name=name, email=f"{handle_}@sandbox.invalid",
        )  # fmt: skip
        person.password = hashed
        person.save()
        if shop:
            Membership.objects.create(platform=platform, person=person, shop=shop, role=role)


def _shops(platform: Platform) -> None:
    for shop in SHOPS:
        facts = {"name": f"Test {shop}", "verified": True}
        done = handle(Act(platform.pk, "shop.tell", shop, SELF, {"facts": facts, "source": "sandbox"}, via="sandbox"))
        assert isinstance(done, Done), done
