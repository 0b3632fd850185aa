"""The platform's own people: who is invited, as what, and who isn't one of them any more."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from ombud.accounts import factors, sessions
from ombud.accounts.models import Person, Platform

ROLES = ("reviewer", "senior", "admin")
HANDLE = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
"""What somebody signs in with, after the platform's name."""


class Taken(Exception):
    """Somebody is called that already."""


def staff_of(platform: int) -> Sequence[Person]:
    """All of them, those who left last."""
    of = Person.objects.filter(platform_id=platform, kind__in=factors.STAFF)
    return list(of.order_by("-is_active", "name", "ref"))


def invite(platform: int, handle: str, name: str, email: str, role: str, language: str) -> Person:
    """Somebody new, who sets a password by the link that is sent to them. Raises Taken."""
    assert role in ROLES, role
    slug = Platform.objects.get(pk=platform).slug
    person = Person(
        platform_id=platform,
        ref=handle,
        login=f"{slug}/{handle}",
        kind=_kind(role),
        role=role,
        name=name,
        email=email,
        language=language,
    )
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        raise Taken from None
    return person


def change_role(person: Person, role: str, at: datetime) -> None:
    """Another role from now on; every session of theirs is over, so nothing of the old one is left anywhere."""
    assert role in ROLES, role
    person.role, person.kind = role, _kind(role)
    person.save(update_fields=["role", "kind"])
    sessions.end(person, at)


def set_active(person: Person, at: datetime, *, active: bool) -> None:
    """Whether they can come in at all. Their sessions are over at once."""
    person.is_active = active
    person.save(update_fields=["is_active"])
    sessions.end(person, at)


def take_off_factors(person: Person, at: datetime) -> None:
    """For who lost phone and paper: the next sign-in sets up a new second factor. Their sessions are over."""
    factors.take_off(person)
    sessions.end(person, at)


def _kind(role: str) -> str:
    return "admin" if role == "admin" else "reviewer"
