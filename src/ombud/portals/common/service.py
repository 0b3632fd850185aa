"""The platform's own service: each channel with its hours, and whether somebody is there or when somebody is back."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe
from msgspec.structs import replace

from ombud.accounts.platforms import Settings, settings_of
from ombud.core.calendar import day_of
from ombud.core.policy.policy import Policy
from ombud.core.policy.service import Presence, ServiceChannel, hours_by, presence
from ombud.desk import clock
from ombud.packs.guide_parts import Words, hours_words
from ombud.packs.load import load_pack, texts
from ombud.portals.common.display import language
from ombud.portals.common.guide import platform_of, query
from ombud.portals.common.page import show
from ombud.portals.common.qr import qr_svg

Row = dict[str, Any]
SOONEST, LATEST = 20, 3600
"""Seconds after which a page asks again: at the next change, but not at once, and at least every hour."""


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every channel, with the code to scan."""
    platform = _settings(request)
    at = clock.now(platform.id)
    context = {
        "service": service(request, platform, at, whole=True),
        "platform_name": platform.name,
        "zone": platform.zone,
        "guide_url": reverse("guide") + query(request),
        "help_url": reverse("help") + query(request),
    }
    return show(request, "common/service/page.html", context)


@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """The part of a page that says who is there, asked for again when that changes."""
    platform = _settings(request)
    at = clock.now(platform.id)
    whole = request.GET.get("whole") == "1"
    context = {"service": service(request, platform, at, whole=whole), "zone": platform.zone, "now": at}
    return render(request, "common/service/now.html", context)


def service(request: HttpRequest, platform: Settings, at: datetime, *, whole: bool = False) -> Row | None:
    """For common/service/now.html; None where the platform's rules say nothing of a service."""
    policy = rules_of(platform)
    if policy.pack.service is None:
        return None
    words = Words(texts(policy.pack.id), language())
    found = [(one, presence(one, policy.calendar, at)) for one in policy.pack.service.channels]
    return {
        "rows": [_row(request, one, its, policy, words, at, whole=whole) for one, its in found],
        "whole": whole,
        "page_url": reverse("service") + query(request),
        "poll": {
            "id": "service-now",
            "url": f"{reverse('service-now')}?{_asked(request, whole=whole)}",
            "every": _until_next(at, [its for _one, its in found]),
        },
    }


def rules_of(platform: Settings) -> Policy:
    """What applies on the platform now, its days counted in its own zone."""
    policy = load_pack(platform.pack)
    return replace(policy, calendar=replace(policy.calendar, zone=platform.zone.key))


def _settings(request: HttpRequest) -> Settings:
    platform = platform_of(request)
    if platform is None:
        raise Http404
    return settings_of(platform.pk, clock.now(platform.pk))


def _row(
    request: HttpRequest,
    one: ServiceChannel,
    its: Presence,
    policy: Policy,
    words: Words,
    at: datetime,
    *,
    whole: bool,
) -> Row:
    zone = policy.calendar.zone
    moment = its.until if its.there else its.back_at
    today = moment is not None and day_of(zone, moment) == day_of(zone, at)
    return {
        "code": one.code,
        "name": words(f"service.{one.code}"),
        "help": words(f"service.{one.code}.help"),
        "phone": one.phone,
        "call": one.phone.replace(" ", ""),
        "address": one.address,
        "hours": hours_words(hours_by(one, policy.calendar), words),
        "there": its.there,
        "moment": moment,
        "shape": "time" if today else "moment",
        "told": _told(its, today=today),
        "provisional": its.provisional,
        "url": _absolute(request, one.url) if one.url else "",
        "qr": qr_svg(_absolute(request, one.url), words(f"service.{one.code}")) if whole and one.url else "",
    }


def _told(its: Presence, *, today: bool) -> str:
    """A sentence with {time} in it, where there is a time to name."""
    if its.there:
        if its.until is None:
            return _("at any time")
        return pgettext("hour of today", "until {time}") if today else _("until {time}")
    if its.back_at is None:
        return _("Nobody is there at present")
    return _("Back at {time}") if today else _("Back on {time}")


def _absolute(request: HttpRequest, url: str) -> str:
    """Where a phone that scans it comes to, on this platform."""
    if not url.startswith("/"):
        return url
    platform = platform_of(request)
    return request.build_absolute_uri(f"{url}?platform={platform.slug}" if platform else url)


def _asked(request: HttpRequest, *, whole: bool) -> str:
    given = request.GET.copy()
    for name in list(given):
        if name != "platform":
            del given[name]
    if whole:
        given["whole"] = "1"
    return str(given.urlencode())


def _until_next(at: datetime, found: list[Presence]) -> int:
    """Seconds until the first of them changes."""
    changes = [moment for one in found if (moment := one.until if one.there else one.back_at)]
    seconds = min(((one - at).total_seconds() for one in changes), default=LATEST)
    return int(min(max(seconds + 1, SOONEST), LATEST))
