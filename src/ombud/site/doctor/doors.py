"""How well the door is kept: second factors, whom requests come from, and whether somebody can always come in."""

import os
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from ombud.accounts.door_models import OpenId
from ombud.accounts.factors import STAFF, has_factor
from ombud.accounts.models import ApiKey, Person, Platform
from ombud.accounts.openid_fetch import NotFetched, fetch
from ombud.site.doctor.finding import Finding, missing, weak, well

IDLE = timedelta(days=90)
"""Longer than any leave but a few: whoever is away that long can be let back in with a word."""


def findings() -> Iterator[Finding]:
    """What the settings say."""
    if settings.SECOND_FACTOR == "required":
        yield well("second factor", "Staff need one.")
    else:
        says = "Staff need none: a stolen password is enough to move money."
        grade = weak if settings.DEMO else missing
        yield grade("second factor", says, "Set OMBUD_SECOND_FACTOR=required.")
    behind = os.environ.get("OMBUD_BEHIND_TLS_PROXY", "")
    if behind and not settings.TRUSTED_PROXIES:
        says = "OMBUD_BEHIND_TLS_PROXY is set, and no proxy is believed: everybody seems to come from its address."
        yield weak("callers", says, "Name your proxies in OMBUD_TRUSTED_PROXIES.")
    else:
        yield well("callers", f"Proxies that are believed: {', '.join(settings.TRUSTED_PROXIES) or 'none'}.")


def of_platforms() -> Iterator[Finding]:
    """Platform by platform: administrators, second factors that lack, and its own sign-in."""
    for platform in Platform.objects.order_by("id"):
        staff = list(Person.objects.filter(platform=platform, is_active=True, kind__in=STAFF))
        if sum(one.kind == "admin" for one in staff) == 1:
            says = "There is one administrator: who loses phone and paper has nobody to ask but this server."
            yield weak(f"{platform.slug}: administrators", says, "Invite a second one under People and roles.")
        without = [one.ref for one in staff if not has_factor(one)]
        if without:
            says = f"Without a second factor: {', '.join(sorted(without))}."
            yield weak(f"{platform.slug}: second factors", says, "They set one up when they next sign in.")
        elif staff:
            yield well(f"{platform.slug}: second factors", "Everybody has one.")
        yield from _idle(platform, staff)
        yield from _keys(platform)
    for config in OpenId.objects.filter(active=True).select_related("platform"):
        what = f"{config.platform.slug}: own sign-in"
        try:
            fetch(config.issuer.rstrip("/") + "/.well-known/openid-configuration")
            yield well(what, f"{config.issuer} answers.")
        except NotFetched as why:
            yield missing(what, f"{config.issuer} can't be asked: {why}.", "See that it can be reached from here.")


def _idle(platform: Platform, staff: list[Person]) -> Iterator[Finding]:
    """Doors that nobody uses, and that stand open."""
    since = timezone.now() - IDLE
    idle = sorted(one.ref for one in staff if one.last_login is not None and one.last_login < since)
    if idle:
        says = f"Not here for {IDLE.days} days, and still let in: {', '.join(idle)}."
        yield weak(f"{platform.slug}: people", says, "Shut out who left, under People and roles.")


def _keys(platform: Platform) -> Iterator[Finding]:
    """Keys by which one leak is everybody: those that speak for the staff and for others besides."""
    held = ApiKey.objects.filter(platform=platform, revoked_at=None)
    broad = sorted(one.name or str(one.pk) for one in held if "reviewer" in one.speaks_for and len(one.speaks_for) > 1)
    if broad:
        says = f"Speak for reviewers and for others besides: {', '.join(broad)}. Keys aren't asked for a second factor."
        yield weak(f"{platform.slug}: keys", says, "Make one key for each kind, and revoke these.")
