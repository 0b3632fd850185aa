"""M12: the reports of fake evidence that a shop made, one of them, and taking it back."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ombud.core.evidence_report import withdraw as taking_back
from ombud.desk.access import access_order
from ombud.desk.access_evidence_report import EvidenceReportCase, access_evidence_report
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Wrong, act, typed, wrong
from ombud.portals.common.case.present import order_of
from ombud.portals.common.display import when
from ombud.portals.common.fake.shown import accused, claims, files, rests_on, turn
from ombud.portals.common.fake.story import story
from ombud.portals.common.fake.words import claims_said, stands_listed, why_untold
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import console, shop_of
from ombud.portals.merchant.standing import standing_of
from ombud.reads.evidence_report_story import evidence_report_record
from ombud.reads.evidence_reports import LAST, Listed, of_shop
from ombud.reads.queues import Key

Row = dict[str, Any]


@for_member
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """All of them, the newest first."""
    found, more = of_shop(request.platform.id, shop_of(request), _key(request.GET.get("before", "")))
    last = found[-1] if found else None
    older = urlencode({"before": f"{last.filed_at.isoformat()}~{last.id}"}) if more and last else ""
    context = {
        "here": "evidence-reports",
        "columns": [_("Report"), _("Order"), _("Where it stands")],
        "rows": [_row(request, one) for one in found],
        "older_url": f"?{older}" if older else "",
        "newest_url": reverse("merchant-evidence-reports") if request.GET.get("before") else "",
        "why": why_untold() if any(one.told == "received" for one in found) else "",
    }
    return console(request, "fake/list.html", context)


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedIn, number: str) -> HttpResponse:
    """One report: where it stands, what was said with which proof, and what came of it where that is told."""
    shop_of(request)
    case = access_evidence_report(request.platform.id, number, request.actor, request.at)
    stops: Wrong = RIGHT
    if request.method == "POST":
        done = act(request, "evidence_report.withdraw", case.report.id, typed(request, "words"))
        if isinstance(done, Done):
            messages.success(request, _("The report is taken back."))
            return HttpResponseRedirect(reverse("merchant-evidence-report", args=[case.report.number]))
        stops = wrong(done, request, pack=case.report.pack)
    return console(request, "fake/one.html", _page(request, case, stops), 422 if stops.errors else 200)


def _page(request: SignedIn, case: EvidenceReportCase, stops: Wrong) -> Row:
    report, platform, me = case.report, request.platform.id, request.actor.id
    record = evidence_report_record(platform, report.id, case.party)
    whole = accused(platform, report, me)
    order = access_order(platform, report.order, request.actor)
    linked = report.linked
    return {
        "here": "evidence-reports",
        "viewer": "merchant",
        "report": report,
        "turn": turn(report, "merchant"),
        "accused": whole,
        "claims": claims(platform, report, "merchant", record.said, me, whole),
        "words": record.said(report.words),
        "told": case.told,
        "answered": case.told and report.answered_at is not None,
        "answer": record.said(report.answer) if case.told else "",
        "answer_files": files(platform, [one.file for one in report.answer_files], me, _("From the consumer"))
        if case.told
        else [],
        "reasons": record.said(report.reasons) if case.told else "",
        "rests_on": rests_on(report) if case.told else [],
        "events": story(record, "merchant"),
        "order": order_of(
            order, platform, me, shop=standing_of(request).name, url=reverse("merchant-order", args=[order.id])
        ),
        "linked": {"url": reverse("merchant-case", args=[linked.number]), "number": linked.number} if linked else None,
        "may_withdraw": taking_back.may(request.actor, report, case.policy, case.at) is None,
        "typed": request.POST.get("words", ""),
        "wrong": stops,
    }


def _row(request: SignedIn, one: Listed) -> Row:
    url = reverse("merchant-evidence-report", args=[one.number])
    text, tone = stands_listed(
        one.told, one.stage, one.outcome, taken_back=one.withdrawn_at is not None, party="merchant"
    )
    cells = [
        {"text": claims_said(one.claims.split()), "url": url, "sub": one.number},
        {"text": one.title, "sub": one.order_number},
        {
            "tag": text,
            "tone": tone,
            "sub": _("Filed on {day}").format(day=when(one.filed_at, request.platform.zone, request.at, "date")),
        },
    ]
    return {"cells": cells, "action": {"label": _("Open"), "url": url, "method": "get", "look": "quiet sm"}}


def _key(text: str) -> Key:
    """A place in the list, as an address names it; the start for what isn't one."""
    at, _sep, id = text.partition("~")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return LAST
    return (moment, id) if moment.tzinfo and "\x00" not in id else LAST
