"""The secret under which a marketplace signs its handoffs: made here and shown once, kept sealed, exchanged in use."""

import secrets
from datetime import datetime, timedelta

from django.db.models import F

from ombud.accounts.models import Platform
from ombud.ledger.renewing import Sealed
from ombud.ledger.sealing import CantOpen, renewed, seal, unseal

GRACE = timedelta(hours=24)
"""How long the secret before still signs: as long as a marketplace may take to put the new one everywhere."""
SECRET_BYTES = 32


def make(platform: int, at: datetime, *, at_once: bool = False) -> str:
    """A new secret, which is told this once. The one before holds for another day, or `at_once` no more; one before
    that holds no more."""
    secret = secrets.token_hex(SECRET_BYTES)
    before = {"handoff_before": "", "handoff_before_until": None} if at_once else {
        "handoff_before": F("handoff_secret"), "handoff_before_until": at + GRACE,
    }  # fmt: skip
    Platform.objects.filter(pk=platform).update(handoff_secret=seal(secret, _place(platform)), **before)
    return secret


def keep(platform: int, secret: str) -> None:
    """From now on this secret and no other, which somebody else made."""
    sealed = seal(secret, _place(platform))
    Platform.objects.filter(pk=platform).update(handoff_secret=sealed, handoff_before="", handoff_before_until=None)


def take_off(platform: int) -> None:
    """None any more: no link of this platform's marketplace lets anybody in."""
    Platform.objects.filter(pk=platform).update(handoff_secret="", handoff_before="", handoff_before_until=None)


def taken_along(old: Platform, fresh: Platform) -> None:
    """A sandbox that was made anew goes on with the secrets of the one before, sealed for their new place."""
    opened = (_opened(old, one) if one else "" for one in (old.handoff_secret, old.handoff_before))
    now, before = (seal(one, _place(fresh.pk)) if one else "" for one in opened)
    Platform.objects.filter(pk=fresh.pk).update(
        handoff_secret=now, handoff_before=before, handoff_before_until=old.handoff_before_until
    )


def secrets_of(platform: Platform, at: datetime) -> list[str]:
    """The secrets that hold at this instant, opened: to compare with, never to show."""
    return [found for sealed in held(platform, at) if (found := _opened(platform, sealed))]


def held(platform: Platform, at: datetime) -> list[str]:
    """The same as they lie; the one in use first."""
    until = platform.handoff_before_until
    there = [platform.handoff_secret, platform.handoff_before if until and at < until else ""]
    return [one for one in there if one]


def _opened(platform: Platform, sealed: str) -> str:
    try:
        return unseal(sealed, _place(platform.pk))
    except CantOpen:
        return ""


def _place(platform: int) -> str:
    return f"handoff/{platform}"


IN_USE = Sealed(
    "secrets of handoffs",
    "SELECT id, handoff_secret FROM accounts_platform WHERE handoff_secret <> '' AND id > %s ORDER BY id LIMIT %s",
    "UPDATE accounts_platform SET handoff_secret = %s WHERE id = %s AND handoff_secret = %s",
    (0,),
    lambda row: renewed(row[1], _place(row[0])),
)
BEFORE = Sealed(
    "secrets of handoffs before these",
    "SELECT id, handoff_before FROM accounts_platform WHERE handoff_before <> '' AND id > %s ORDER BY id LIMIT %s",
    "UPDATE accounts_platform SET handoff_before = %s WHERE id = %s AND handoff_before = %s",
    (0,),
    lambda row: renewed(row[1], _place(row[0])),
)
