"""Reporting a shop without an order, following the report, and adding to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.report.state import Report
from ombud.desk.access import access_open_shop
from ombud.desk.access_report import access_report
from ombud.desk.handle import Done
from ombud.packs.load import load_pack, texts
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, wrong
from ombud.portals.common.display import language
from ombud.portals.common.drafts import draft_of, draft_url, drop_draft
from ombud.portals.common.uploads import Files, files_of, kept_rows, upload_url
from ombud.portals.common.who import SignedIn, for_consumer
from ombud.portals.consumer.frame import consumer_page
from ombud.portals.consumer.shops import shop_name
from ombud.reads.report_story import story

FORM = "report"


@for_consumer
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedIn, shop: str) -> HttpResponse:
    """What was seen, of which kind, with pictures."""
    access_open_shop(request.platform.id, shop)
    if request.method != "POST":
        return _shown(request, shop, RIGHT, None)
    files = files_of(request)
    if "remove_file" in request.POST:
        return _shown(request, shop, RIGHT, files)
    stops = _stops(request, files)
    if not stops.errors:
        fields = {
            "shop": shop,
            "about": request.POST.get("about", ""),
            "words": request.POST.get("words", "").replace("\r\n", "\n"),
            "page": request.POST.get("page", "")[:300],
            "files": files.named(),
        }
        done = act(request, "report.file", "", fields)
        if isinstance(done, Done):
            drop_draft(request, FORM, shop)
            messages.success(request, _("Your report has arrived. Its number is {number}.").format(number=done.number))
            return HttpResponseRedirect(reverse("consumer-report-page", args=[done.number]))
        stops = wrong(done, request, {"files": "photos"})
    return _shown(request, shop, stops, files, 422)


@for_consumer
@require_http_methods(["GET", "HEAD", "POST"])
def report_page(request: SignedIn, number: str) -> HttpResponse:
    """One report of the reader's: where it stands, and what came of it."""
    found = _access(request, number)
    stops, files = RIGHT, None
    if request.method == "POST":
        files = files_of(request)
        words = request.POST.get("words", "").replace("\r\n", "\n")
        if "remove_file" not in request.POST and not files.failed:
            done = act(request, "report.add", found.id, {"words": words, "files": files.named()})
            if isinstance(done, Done):
                messages.success(request, _("It was added."))
                return HttpResponseRedirect(reverse("consumer-report-page", args=[number]))
            stops = wrong(done, request, {"files": "photos"})
    pack, lang = texts(found.pack), language()
    context = {
        "report": found,
        "shop": shop_name(request.platform.id, found.shop),
        "about": pack.say(f"report-type.{found.about}", lang),
        "outcome": pack.say(f"report-outcome.{found.outcome}", lang) if found.outcome else "",
        "due": next(iter(found.deadlines), None),
        "entries": story(request.platform.id, found.id),
        "wrong": stops,
        "files": files.rows if files else [],
        "upload_url": upload_url(),
        "back_url": reverse("consumer-complaints"),
    }
    return consumer_page(request, "report_page.html", context, 422 if stops.errors else 200)


def _access(request: SignedIn, number: str) -> Report:
    """The reader's own report. Raises NotFound."""
    return access_report(request.platform.id, number, request.actor)


def _stops(request: SignedIn, files: Files) -> Wrong:
    if files.failed:
        return Wrong([{"field": "photos", "text": one} for one in files.failed], {"photos": files.failed[0]})
    return wrong([Misread("about", _("Choose one."))] if not request.POST.get("about") else [], request)


def _shown(request: SignedIn, shop: str, stops: Wrong, files: Files | None, status: int = 200) -> HttpResponse:
    kept, pack = draft_of(request, FORM, shop), load_pack(request.platform.pack).pack
    words, lang = texts(pack.id), language()
    first: dict[str, Any] = {"about": "", "words": "", "page": request.GET.get("page", "")}
    value = {
        name: request.POST.get(name, "") if request.method == "POST" else kept.one(name, str(otherwise))
        for name, otherwise in first.items()
    }
    context = {
        "shop": shop_name(request.platform.id, shop),
        "types": [{"value": one, "label": words.say(f"report-type.{one}", lang)} for one in pack.report_types],
        "value_of": value,
        "wrong": stops,
        "files": files.rows if files else kept_rows(request, kept.all("file")),
        "upload_url": upload_url(),
        "draft_url": draft_url(FORM, shop),
        "saved_at": kept.saved_at,
        "back_url": reverse("consumer-shop", args=[shop]),
    }
    return consumer_page(request, "report.html", context, status)
