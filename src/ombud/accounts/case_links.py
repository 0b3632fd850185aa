"""Case links: somebody without a session follows one case by a link sent to the phone or address given in it, once."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from ombud.accounts.handoff import known
from ombud.accounts.models import CaseLink, Person, Platform

LIFE = timedelta(minutes=15)
WAITING_MAX = 3
"""Links to one case that may wait at a time: more would only be somebody else's telephone ringing."""


def make(platform: int, complaint: str, person: str, at: datetime) -> str | None:
    """A new link's token, shown to nobody but whoever sends it; None while enough of them wait."""
    waiting = CaseLink.objects.filter(platform_id=platform, complaint=complaint, expires_at__gt=at)
    if waiting.count() >= WAITING_MAX:
        return None
    token = secrets.token_urlsafe(32)
    CaseLink.objects.create(
        platform_id=platform, hash=_hash(token), complaint=complaint, person=person, expires_at=at + LIFE
    )
    return token


def holds(token: str, at: datetime) -> bool:
    """Whether the link would open its case now. Asking doesn't spend it: programs that look at links before people do
    must not use them up."""
    return CaseLink.objects.filter(hash=_hash(token), used_at=None, expires_at__gt=at).exists()


def spend(token: str, at: datetime) -> tuple[Person, CaseLink] | None:
    """Who comes in, and by which link; None if it was used, has run out, or there is none."""
    with transaction.atomic():
        link = CaseLink.objects.filter(hash=_hash(token), used_at=None, expires_at__gt=at).first()
        if link is None:
            return None
        if not CaseLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at):
            return None  # somebody else used it between
        person = known(Platform.objects.get(pk=link.platform_id), link.person, "consumer")
        if person.kind != "consumer" or not person.is_active:
            return None
        return person, link


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
