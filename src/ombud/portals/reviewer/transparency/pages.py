"""Which periods were published, and the form that publishes one: words ahead in up to four languages."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ombud.core.people import can
from ombud.core.transparency_report.periods import Period, before, holding, period_of
from ombud.core.transparency_report.publish import LANGUAGES
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, act, wrong
from ombud.portals.common.display import LANGUAGE_NAMES
from ombud.portals.common.transparency import words
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.rows import staff_names
from ombud.reads.transparency.figures import span
from ombud.reads.transparency.published import published, reports

Row = dict[str, Any]
VERB = "transparency_report.publish"
LISTED_MAX = 24


@for_reviewer
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """Periods that are over, the newest first, each with what was published of it."""
    told = {one.id: one for one in reports(request.platform.id)}
    names, rows = staff_names(request), []
    for one in _over(request):
        latest = told[one.name].latest if one.name in told else None
        rows.append({
            "name": words.period(one),
            "url": reverse("review-transparency-publish", args=[one.name]),
            "public_url": f"{reverse('transparency')}?period={one.name}",
            "latest": latest,
            "by": names.get(latest.by, latest.by) if latest else "",
        })  # fmt: skip
    context = {"here": "transparency", "rows": rows, "oversees": can(request.actor, "oversee")}
    return bar.page(request, "reviewer/transparency/list.html", context)


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: SignedIn, period: str) -> HttpResponse:
    """Freeze the figures of this period, with words ahead."""
    found = period_of(period)
    if found is None or not can(request.actor, "oversee"):
        raise Http404
    fault, typed = RIGHT, {one: request.POST.get(f"words-{one}", "").replace("\r\n", "\n") for one in LANGUAGES}
    if request.method == "POST":
        preface = [{"lang": lang, "words": text} for lang, text in typed.items() if text.strip()]
        outcome = act(request, VERB, period, {"preface": preface})
        if isinstance(outcome, Done):
            messages.success(request, _("Published: {period}.").format(period=words.period(found)))
            return HttpResponseRedirect(reverse("review-transparency"))
        fault = wrong(outcome, request, {"preface": f"words-{LANGUAGES[0]}"})
    its = published(request.platform.id, period)
    if request.method != "POST" and its is not None:
        typed |= {one.lang: its.words.get(one.words, "") for one in its.report.latest.preface}
    context = {
        "here": "transparency",
        "name": words.period(found),
        "public_url": f"{reverse('transparency')}?period={period}",
        "version": len(its.report.versions) + 1 if its else 1,
        "fields": [
            {"name": f"words-{one}", "label": _("Words ahead, {language}").format(language=LANGUAGE_NAMES[one.lower()]),
             "value": typed[one], "error": fault.at.get(f"words-{one}", "")}
            for one in LANGUAGES
        ],
        "fault": fault,
    }  # fmt: skip
    return bar.page(request, "reviewer/transparency/publish.html", context, 422 if fault.errors else 200)


def _over(request: SignedIn) -> list[Period]:
    """Quarters and years that are over and of which anything was counted."""
    today = request.at.astimezone(request.platform.zone).date()
    known = span(request.platform.id)
    if known is None:
        return []
    found: list[Period] = []
    one = before(holding(today))
    while one.until > known[0] and len(found) < LISTED_MAX:
        found.append(one)
        if one.name.endswith("Q1") or one.since <= known[0]:
            year = period_of(str(one.since.year))
            if year is not None and year.until <= today and year not in found:
                found.append(year)
        one = before(one)
    return found
