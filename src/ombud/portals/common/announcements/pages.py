"""The public list of announcements, each at its lasting address, and its earlier versions."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.accounts.models import Platform
from ombud.accounts.platforms import settings_of
from ombud.core.announcement.events import Category
from ombud.desk import clock
from ombud.desk.access import access_announcement, audiences_of
from ombud.desk.handle import NotFound
from ombud.portals.common import display
from ombud.portals.common.announcements import shown
from ombud.portals.common.announcements.strip import note_read
from ombud.portals.common.guide import platform_of, query
from ombud.portals.common.page import show
from ombud.reads import announcements
from ombud.reads.announcements import Told

CATEGORIES: tuple[str, ...] = Category.__args__  # type: ignore[attr-defined]  # a Literal knows its words
Row = dict[str, Any]


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What is announced to the reader now, the newest first."""
    platform = _platform(request)
    now = clock.now(platform.pk)
    category = request.GET.get("about", "")
    category = category if category in CATEGORIES else ""
    after = announcements.key_of(platform.pk, request.GET.get("after", "")) if "after" in request.GET else None
    found, more = announcements.shown(platform.pk, audiences_of(shown.reader(request)), now, after, category)
    if found and after is None and not category:
        note_read(request, found[0].announcement.shows_at)
    here = reverse("announcements")
    last = found[-1].announcement.number if found else ""
    context = {
        "rows": [shown.row(request, one) for one in found],
        "tabs": [
            {"url": _url(request, here, about=one), "label": shown.category_words(one) if one else _("All"),
             "current": one == category}
            for one in ("", *CATEGORIES)
        ],
        "older_url": _url(request, here, about=category, after=last) if more else "",
        "newer_url": _url(request, here, about=category) if after else "",
        **_around(request, platform),
    }  # fmt: skip
    return show(request, "common/announcements/list.html", context)


@require_safe
def page(request: HttpRequest, number: str) -> HttpResponse:
    """One announcement as it stands; where it was withdrawn, only that and why."""
    platform, told = _told(request, number)
    announcement = told.announcement
    note_read(request, announcement.shows_at)
    context = {
        "announcement": announcement,
        "said": shown.whole(told, announcement.latest, display.html_lang(), platform.pk),
        "why": told.line(announcement.why),
        "address": shown.lasting(request, announcement.number, platform.slug),
        "versions_url": shown.address(request, announcement.number, "announcement-versions")
        if len(announcement.public) > 1
        else "",
        **_around(request, platform),
    }
    return show(request, "common/announcements/page.html", context)


@require_safe
def versions(request: HttpRequest, number: str) -> HttpResponse:
    """What it says and said, the newest first, each with the instant from which it stood."""
    platform, told = _told(request, number)
    announcement = told.announcement
    if announcement.withdrawn_at:
        raise Http404
    context = {
        "rows": [
            {
                "url": shown.address(request, announcement.number, "announcement-version", one.n),
                "n": one.n,
                "at": max(one.at, announcement.shows_at),
                "current": one is announcement.latest,
                "title": (text := told.text(one.said, display.html_lang())).title,
                "lang": text.lang,
                **shown.marked(text),
            }
            for one in reversed(announcement.public)
        ],
        "back_url": shown.address(request, announcement.number),
        **_around(request, platform),
    }
    return show(request, "common/announcements/versions.html", context)


@require_safe
def version(request: HttpRequest, number: str, n: int) -> HttpResponse:
    """One earlier version, word for word."""
    platform, told = _told(request, number)
    announcement = told.announcement
    found = next((one for one in announcement.public if one.n == n), None)
    if found is None or announcement.withdrawn_at:
        raise Http404
    public = announcement.public
    place = public.index(found)
    until = public[place + 1].at if place + 1 < len(public) else None
    context = {
        "announcement": announcement,
        "said": shown.whole(told, found, display.html_lang(), platform.pk),
        "since": max(found.at, announcement.shows_at),
        "until": until,
        "current_url": shown.address(request, announcement.number),
        "versions_url": shown.address(request, announcement.number, "announcement-versions"),
        **_around(request, platform),
    }
    return show(request, "common/announcements/page.html", context)


def _platform(request: HttpRequest) -> Platform:
    platform = platform_of(request)
    if platform is None:
        raise Http404
    return platform


def _told(request: HttpRequest, number: str) -> tuple[Platform, Told]:
    platform = _platform(request)
    try:
        found = access_announcement(platform.pk, number, shown.reader(request))
    except NotFound as error:
        raise Http404 from error
    return platform, announcements.told(platform.pk, found)


def _around(request: HttpRequest, platform: Platform) -> Row:
    return {
        "platform_name": platform.name,
        "zone": settings_of(platform.pk).zone,
        "list_url": reverse("announcements") + query(request),
        "wide": False,
    }


def _url(request: HttpRequest, here: str, **asked: str) -> str:
    given = request.GET.copy()
    for name in ("about", "after"):
        given.pop(name, None)
    for name, value in asked.items():
        if value:
            given[name] = value
    return f"{here}?{given.urlencode()}" if given else here
