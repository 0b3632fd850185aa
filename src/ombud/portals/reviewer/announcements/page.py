"""The staff's list of announcements, one of them with its versions, and its withdrawal."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ombud.core.announcement.state import Announcement
from ombud.core.refusal import Refusal
from ombud.desk.access import access_announcement
from ombud.desk.handle import Done
from ombud.desk.things import VERBS
from ombud.packs.load import load_pack
from ombud.portals.common import display
from ombud.portals.common.act import RIGHT, Wrong, act, refusal_words, typed, wrong
from ombud.portals.common.announcements import shown
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.rows import staff_names
from ombud.reads import announcements
from ombud.reads.announcements import Told

Row = dict[str, Any]


@for_reviewer
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """All there are: what waits first, since it shows last."""
    after = announcements.key_of(request.platform.id, request.GET.get("after", "")) if "after" in request.GET else None
    found, more = announcements.every(request.platform.id, after)
    here = reverse("review-announcements")
    context = {
        "here": "announcements",
        "rows": [_row(request, one) for one in found],
        "new_url": "" if _may(request, "publish", None) else reverse("review-announcement-new"),
        "older_url": f"{here}?after={found[-1].announcement.number}" if more else "",
        "newer_url": here if after else "",
    }
    return bar.page(request, "reviewer/announcements/list.html", context)


@for_reviewer
@require_safe
def page(request: SignedIn, number: str) -> HttpResponse:
    """One: how it stands, what it says in each language, and every version there was."""
    found = access_announcement(request.platform.id, number, request.actor)
    return _page(request, found, RIGHT)


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedIn, number: str) -> HttpResponse:
    """It no longer stands, and why."""
    found = access_announcement(request.platform.id, number, request.actor)
    if refusal := _may(request, "withdraw", found):
        return refused(request, refusal)
    fault: Wrong = RIGHT
    if request.method == "POST":
        done = act(request, "announcement.withdraw", found.id, typed(request, "words"))
        if isinstance(done, Done):
            messages.success(request, _("Withdrawn. Its address says so, and why."))
            return HttpResponseRedirect(reverse("review-announcement", args=[found.number]))
        fault = wrong(done, request)
    context = {
        "here": "announcements",
        "announcement": found,
        "title": _title(whole_of(request, found)),
        "typed": request.POST.get("words", ""),
        "fault": fault,
    }
    return bar.page(request, "reviewer/announcements/withdraw.html", context, 422 if fault.errors else 200)


def whole_of(request: SignedIn, found: Announcement) -> Told:
    """It with all its words."""
    return announcements.told(request.platform.id, found)


def refused(request: SignedIn, refusal: Refusal) -> HttpResponse:
    """Why this reviewer can't announce anything, or not change this one."""
    text, way_out = refusal_words(refusal, request)
    context = {"here": "announcements", "text": text, "way_out": way_out}
    return bar.page(request, "reviewer/announcements/refused.html", context, 422)


def _page(request: SignedIn, found: Announcement, fault: Wrong) -> HttpResponse:
    told, staff = whole_of(request, found), staff_names(request)
    said = found.latest.said
    context = {
        "here": "announcements",
        "announcement": found,
        "title": _title(told),
        "state": _state(request, found),
        "audience": shown.audience_words(said.audience),
        "texts": [shown.whole(told, found.latest, one.lang, request.platform.id) for one in said.texts],
        "lines": shown.whole(told, found.latest, said.texts[0].lang, request.platform.id),
        "languages": _languages(told),
        "why": told.line(found.why),
        "versions": [
            {"n": one.n, "at": one.at, "by": staff.get(one.by, one.by), "title": _title(told, one.n),
             "public": one in found.public}
            for one in reversed(found.versions)
        ],
        "address": shown.lasting(request, found.number, request.platform.slug),
        "may_revise": _may(request, "revise", found) is None,
        "may_withdraw": _may(request, "withdraw", found) is None,
        "fault": fault,
    }  # fmt: skip
    return bar.page(request, "reviewer/announcements/page.html", context)


def _may(request: SignedIn, verb: str, found: Announcement | None) -> Refusal | None:
    refusal: Refusal | None = VERBS[f"announcement.{verb}"].may(
        request.actor, found, load_pack(request.platform.pack), request.at
    )
    return refusal


def _row(request: SignedIn, one: Told) -> Row:
    found = one.announcement
    word, tone = _state(request, found)
    return {
        "url": reverse("review-announcement", args=[found.number]),
        "title": _title(one),
        "number": found.number,
        "category": shown.category_words(found.latest.said.category),
        "audience": shown.audience_words(found.audience),
        "at": found.shows_at,
        "word": word,
        "tone": tone,
        "languages": _languages(one),
    }


def _state(request: SignedIn, found: Announcement) -> tuple[str, str]:
    """In a word how it stands, and the tone of that word."""
    if found.withdrawn_at:
        return _("Withdrawn"), ""
    return (_("Shown"), "good") if found.shows(request.at) else (_("Waits"), "warn")


def _languages(one: Told) -> str:
    """The languages it is written in, the original first."""
    written = [text.lang for text in one.announcement.latest.said.texts]
    return " · ".join(shown.written_in(lang) for lang in written)


def _title(one: Told, n: int = 0) -> str:
    """Its title, as this reader gets it."""
    version = one.announcement.versions[n - 1] if n else one.announcement.latest
    return one.text(version.said, display.html_lang()).title
