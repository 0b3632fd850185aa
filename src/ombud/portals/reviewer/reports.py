"""Reports of shops and pages, made without an order: the list, and one report with its conclusion."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ombud.core.files import File
from ombud.core.policy.policy import Policy
from ombud.core.report.events import (
    ReportAdded,
    ReportCarried,
    ReportConcluded,
    ReportFiled,
    ReportNoted,
    ReportOverdue,
)
from ombud.core.report.state import Report
from ombud.desk.access import access_shop
from ombud.desk.access_report import access_report
from ombud.desk.handle import Done, NotFound
from ombud.desk.things import VERBS
from ombud.packs.load import load_version
from ombud.portals.common.act import RIGHT, Wrong, act, refusal_words, typed, wrong
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.penalties.choose import new_url
from ombud.portals.reviewer.penalties.rows import penalty_url
from ombud.portals.reviewer.queue import key_of
from ombud.portals.reviewer.rows import late_words, say, staff_names
from ombud.reads import penalty_queues
from ombud.reads.record import Record, report_record
from ombud.reads.reports import reports
from ombud.vault.access import NotFound as NoFile
from ombud.vault.access import access_evidence, signed_picture_url
from ombud.vault.erase import erased_words

Row = dict[str, Any]
BLURRED = ("indecent", "harassment")
"""Reports whose pictures nobody should meet unprepared; a button sharpens them."""


@for_reviewer
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """Reports that wait, the nearest deadline first."""
    found, more = reports(request.platform.id, key_of(request.GET.get("after", "")))
    rows = []
    for one in found:
        url = reverse("review-report", args=[one.number])
        cells = [
            {"text": say(request, f"report-type.{one.about}"), "url": url, "sub": one.number},
            {"text": _shop(request, one.shop)},
            {"due_at": one.due_at, "by": _("By {time}")}
            | ({"tag": late_words(), "tone": "bad"} if one.overdue else {}),
        ]
        rows.append({"cells": cells, "action": {"label": _("Open"), "url": url, "method": "get"}})
    last = found[-1] if found else None
    context = {
        "here": "reports",
        "heading": bar.queue_name("reports"),
        "lead": bar.queue_hint("reports"),
        "columns": [_("Report"), _("Shop"), _("Time left")],
        "rows": rows,
        "older_url": f"?after={last.due_at:%Y-%m-%dT%H:%M:%S.%f}%2B00:00~{last.id}" if more and last else "",
    }
    return bar.page(request, "reviewer/list.html", context)


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedIn, number: str) -> HttpResponse:
    """One report: what was seen, notes of the staff, and its conclusion."""
    found = _report(request, number)
    fault: Wrong = RIGHT
    if request.method == "POST":
        verb = "report.note" if request.POST.get("do") == "note" else "report.conclude"
        names = ("words",) if verb == "report.note" else ("outcome", "words")
        outcome = act(request, verb, found.id, typed(request, *names))
        if isinstance(outcome, Done):
            told = (
                _("Your note is kept.") if verb == "report.note" else _("Concluded. The maker of the report is told.")
            )
            messages.success(request, told)
            return HttpResponseRedirect(reverse("review-report", args=[found.number]))
        fault = wrong(outcome, request, pack=found.pack)
    return bar.page(request, "reviewer/report.html", _page(request, found, fault), 422 if fault.errors else 200)


def _page(request: SignedIn, found: Report, fault: Wrong) -> Row:
    record = report_record(request.platform.id, found.id, "platform")
    policy = load_version(found.pack)
    refusal = VERBS["report.conclude"].may(request.actor, found, policy, request.at)
    noting = request.POST.get("do") == "note"
    reasons = [{"value": one, "label": say(request, f"report-outcome.{one}")} for one in policy.pack.report_outcomes]
    chosen = request.person.choices
    return {
        "here": "reports",
        "report": found,
        "title": say(request, f"report-type.{found.about}"),
        "shop_name": _shop(request, found.shop),
        "due_at": found.deadlines[0].due_at if found.deadlines else None,
        "due_by": _("Conclude by {time}"),
        "events": _events(request, record),
        "outcomes": [{**one, "key": str(n)} if n < 5 else one for n, one in enumerate(reasons, 1)],
        "outcome": request.POST.get("outcome", ""),
        "typed": request.POST.get("words", ""),
        "noting": noting,
        "fault": fault,
        "may_conclude": refusal is None,
        "why_not": refusal_words(refusal, request)[0] if refusal and not found.outcome else "",
        "concluded": say(request, f"report-outcome.{found.outcome}") if found.outcome else "",
        **_carried(request, found, policy),
        "blur": bool(chosen.get("blur")) or found.about in BLURRED,
    }


def _carried(request: SignedIn, found: Report, policy: Policy) -> Row:
    """The penalty that the report was carried into, or the way to carry it into one."""
    into = penalty_queues.listed(request.platform.id, found.penalty) if found.penalty else None
    refusal = VERBS["report.carry"].may(request.actor, found, policy, request.at)
    shown = refusal is None and bar.knows_penalties(request)
    return {
        "carried": {"number": into.number, "url": penalty_url(into.number)} if into else None,
        "carry_url": new_url(report=found.number) if shown else "",
    }


def _events(request: SignedIn, record: Record) -> list[Row]:
    names = staff_names(request)
    sentences: dict[Any, str] = {
        ReportFiled: _("Reported the shop."),
        ReportAdded: _("Added something."),
        ReportConcluded: _("Concluded the report."),
        ReportOverdue: _("The platform is late; senior reviewers take it over."),
        ReportNoted: _("Wrote an internal note."),
        ReportCarried: _("Carried the report into a penalty."),
    }
    told = []
    for event in reversed(record.events):
        files = _thumbs(request, getattr(event, "files", ()))
        told.append(
            {
                "party": "consumer" if isinstance(event, ReportFiled | ReportAdded) else "platform",
                "who": names.get(event.by.id, ""),
                "at": event.at,
                "what": sentences[type(event)],
                "quote": record.said(getattr(event, "words", "")),
                "files": files,
                "internal": isinstance(event, ReportNoted | ReportCarried),
            }
        )
    return told


def _thumbs(request: SignedIn, files: tuple[File, ...]) -> list[Row]:
    """Thumbnails that lead to the first picture of each file, seen on record like every other."""
    found = []
    for place, one in enumerate(files, 1):
        try:
            file = access_evidence(request.platform.id, one.file)
        except NoFile:
            gone = erased_words(request.platform.id, [one.file]).values()
            found += [{"url": "", "thumb": "", "alt": said, "name": said, "kind": said} for said in gone]
            continue
        name = _("File {number}").format(number=place)
        url = signed_picture_url(file, file.variants()[0], request.actor.id) if file.variants() else ""
        thumb = signed_picture_url(file, "thumb", request.actor.id) if "thumb" in file.pictures else ""
        found.append({"url": url, "thumb": thumb, "alt": name, "name": name, "kind": name})
    return found


def _report(request: SignedIn, number: str) -> Report:
    return access_report(request.platform.id, number, request.actor)


def _shop(request: SignedIn, shop: str) -> str:
    try:
        return access_shop(request.platform.id, shop).facts.name
    except NotFound:
        return shop
