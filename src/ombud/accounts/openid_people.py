"""Who somebody of an OpenID provider is here: whom the platform registered, and nobody by guess.

Staff come in only if they were registered (by subject, or by an address that the provider has verified), or if they
are in a group that the platform gave a role; where groups are given roles, whoever is in none has none.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction

from ombud.accounts import staff
from ombud.accounts.door_models import OpenId, OpenIdentity
from ombud.accounts.factors import STAFF
from ombud.accounts.models import Person, Platform

RANKS = ("reviewer", "senior", "admin")
REF_MAX = 128


class Come(NamedTuple):
    """Who it is, and which role their groups gave or took just now, where they did."""

    person: Person
    became: str = ""


def person_of(config: OpenId, claims: Mapping[str, Any], at: datetime) -> Come | None:
    """The person, made known where the platform wants that; None for everybody else, and for who left."""
    with transaction.atomic():
        person = _linked(config, claims) or _registered(config, claims)
        role = _role(config, claims)
        if person is None:
            person = _made_known(config, claims, role)
        if person is None or not person.is_active or person.kind == "invited":
            return None
        if person.kind in STAFF and config.groups and role is None:
            return None
        try:
            with transaction.atomic():
                OpenIdentity.objects.get_or_create(
                    platform_id=config.platform_id, issuer=config.issuer, subject=claims["sub"],
                    defaults={"person": person},
                )  # fmt: skip
        except IntegrityError:
            return None
        if person.kind in STAFF and role is not None and role != person.role:
            staff.change_role(person, role, at)
            person.refresh_from_db()
            return Come(person, f"made-{role}")
    return Come(person)


def _linked(config: OpenId, claims: Mapping[str, Any]) -> Person | None:
    found = OpenIdentity.objects.filter(
        platform_id=config.platform_id, issuer=config.issuer, subject=claims["sub"]
    ).first()
    return found.person if found else None


def _registered(config: OpenId, claims: Mapping[str, Any]) -> Person | None:
    """Somebody of this platform by the provider's claim of their id, else by an address it verified."""
    of = Person.objects.filter(platform_id=config.platform_id).exclude(kind="invited")
    ref = _ref(config, claims)
    if ref and (found := of.filter(ref=ref).first()) is not None:
        return found
    email = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(email, str) or "@" not in email or "\0" in email:
        return None
    held = list(of.filter(email__iexact=email)[:2])
    return held[0] if len(held) == 1 else None


def _made_known(config: OpenId, claims: Mapping[str, Any], role: str | None) -> Person | None:
    ref = _ref(config, claims) or (claims["sub"] if role else "")
    if not ref or len(ref) > REF_MAX or not ref.isprintable() or not (role or config.makes_known):
        return None
    slug = Platform.objects.get(pk=config.platform_id).slug
    name = claims.get("name")
    person = Person(
        platform_id=config.platform_id,
        ref=ref,
        login=f"{slug}/{ref}"[:200],
        kind=("admin" if role == "admin" else "reviewer") if role else "consumer",
        role=role or "",
        name=name.replace("\0", "")[:200] if isinstance(name, str) else "",
        email=str(claims.get("email", ""))[:254] if claims.get("email_verified") is True else "",
    )
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        return None
    return person


def _ref(config: OpenId, claims: Mapping[str, Any]) -> str:
    """The platform's own id of a person, where a claim of the provider's tells it."""
    named = config.claims.get("ref", "")
    said = claims.get(named) if named else ""
    return str(said) if isinstance(said, str | int) and not isinstance(said, bool) else ""


def _role(config: OpenId, claims: Mapping[str, Any]) -> str | None:
    """The highest role that one of their groups gives."""
    said = claims.get(config.claims.get("groups") or "groups")
    groups = [said] if isinstance(said, str) else said if isinstance(said, list) else []
    given = {config.groups.get(one) for one in groups if isinstance(one, str)}
    return next((one for one in reversed(RANKS) if one in given), None)
