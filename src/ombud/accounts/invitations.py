"""Invitations: somebody from outside decides the appeal against one penalty, and comes in by a link sent by mail, once.

The person is made for this one penalty and can't sign in in any other way; what they may see is the desk's to say.
"""

import secrets
import uuid
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from ombud.accounts.models import InviteLink, Person

LIFE = timedelta(days=7)
"""As long as the review of an appeal usually has; a new link can be sent while the appeal waits."""
WAITING_MAX = 3
"""Links to one person that may wait at a time."""


def person_for(platform: int, penalty: str, name: str, email: str, language: str) -> Person:
    """The person of this address for this penalty: the one who was invited before, or a new one."""
    found = Person.objects.filter(platform_id=platform, kind="invited", penalty=penalty, email__iexact=email).first()
    if found is not None:
        return found
    ref = f"invited-{uuid.uuid4().hex[:16]}"
    person = Person(
        platform_id=platform, ref=ref, login=f"{platform}/{ref}", kind="invited", penalty=penalty, name=name,
        email=email, language=language,
    )  # fmt: skip
    person.set_unusable_password()
    person.save()
    return person


def make(person: Person, at: datetime) -> str | None:
    """A new link's token of 256 bits, shown to nobody but whoever sends it; None while enough of them wait."""
    waiting = InviteLink.objects.filter(person=person, used_at=None, expires_at__gt=at)
    if waiting.count() >= WAITING_MAX:
        return None
    token = secrets.token_urlsafe(32)
    InviteLink.objects.create(platform_id=person.platform_id, hash=hash_of(token), person=person, expires_at=at + LIFE)
    return token


def whose(token: str, at: datetime) -> Person | None:
    """Whom the link would let in now. Asking doesn't spend it: programs look at links before people do."""
    link = InviteLink.objects.filter(hash=hash_of(token), used_at=None, expires_at__gt=at).first()
    return link.person if link is not None and link.person.is_active else None


def spend(token: str, at: datetime) -> Person | None:
    """Who comes in; None if the link was used, has run out, or there is none."""
    with transaction.atomic():
        link = InviteLink.objects.filter(hash=hash_of(token), used_at=None, expires_at__gt=at).first()
        if link is None or not InviteLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at):
            return None  # somebody else used it between
        return link.person if link.person.is_active and link.person.kind == "invited" else None


def hash_of(token: str) -> str:
    """Under what a token is kept."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
