"""A picture of the reader's was reported as fake: what is said of it, the answer, and what was found."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.evidence_report import answer as answering
from ombud.desk.access import access_order
from ombud.desk.access_evidence_report import EvidenceReportCase, access_evidence_report
from ombud.desk.handle import Done, NotFound
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, refusal_words, typed, wrong
from ombud.portals.common.case.present import order_of
from ombud.portals.common.display import when
from ombud.portals.common.drafts import draft_of, draft_url, drop_draft
from ombud.portals.common.fake.shown import accused, claims, files, rests_on, turn
from ombud.portals.common.fake.story import story
from ombud.portals.common.uploads import Files, files_of, kept_rows, upload_url
from ombud.portals.common.who import SignedIn, for_follower
from ombud.portals.consumer.frame import case_url, consumer_page
from ombud.portals.consumer.shops import shop_name
from ombud.reads.evidence_report_story import evidence_report_record
from ombud.reads.evidence_reports import of_consumer

FORM = "accused"
Context = dict[str, Any]


@for_follower
@require_http_methods(["GET", "HEAD", "POST"])
def accused_page(request: SignedIn, number: str) -> HttpResponse:
    """The report, and the form to answer it while there is time."""
    case = access_evidence_report(request.platform.id, number, request.actor, request.at)
    if request.only_case and case.report.complaint != request.only_case:
        raise NotFound
    if request.method != "POST":
        return _shown(request, case, RIGHT, None)
    given = files_of(request)
    if "remove_file" in request.POST:
        return _shown(request, case, RIGHT, given)
    stops = _stops(request, given)
    if not stops.errors:
        fields = {**typed(request, "stance", "words"), "files": given.named()}
        done = act(request, "evidence_report.answer", case.report.id, fields)
        if isinstance(done, Done):
            drop_draft(request, FORM, case.report.number)
            messages.success(request, _("Your answer has arrived. A reviewer looks at the picture now."))
            return HttpResponseRedirect(reverse("consumer-evidence-report", args=[case.report.number]))
        stops = wrong(done, request, {"files": "photos"}, pack=case.report.pack)
    return _shown(request, case, stops, given, 422)


def waiting(request: SignedIn, complaint: str = "") -> list[Context]:
    """Banners about reports that wait for the reader's answer: of all orders, or of one complaint."""
    found = [
        one
        for one in of_consumer(request.platform.id, request.actor.id)
        if one.stage == "heard" and one.due_at > request.at and (not complaint or one.complaint == complaint)
    ]
    return [
        {
            "tone": "warn",
            "heading": _("A picture of yours is said not to be genuine"),
            "text": _("{shop} reported it. You can say what you think of it until {time}.").format(
                shop=one.shop_name, time=when(one.due_at, request.platform.zone, request.at)
            ),
            "action": {
                "label": _("Answer"),
                "url": reverse("consumer-evidence-report", args=[one.number]),
                "method": "get",
            },
        }
        for one in found
    ]


def _stops(request: SignedIn, given: Files) -> Wrong:
    found = [Misread("photos", one) for one in given.failed]
    if request.POST.get("stance") not in ("admits", "denies"):
        found.insert(0, Misread("stance", _("Choose one.")))
    return wrong(found, request) if found else RIGHT


def _shown(
    request: SignedIn, case: EvidenceReportCase, stops: Wrong, given: Files | None, status: int = 200
) -> HttpResponse:
    report, platform, me = case.report, request.platform.id, request.actor.id
    record = evidence_report_record(platform, report.id, "consumer")
    whole = accused(platform, report, me)
    refusal = answering.may(request.actor, report, case.policy, case.at)
    kept, posted = draft_of(request, FORM, report.number), request.method == "POST"
    names = ("stance", "words")
    linked, order = report.linked, access_order(platform, report.order, request.actor)
    context = {
        "here": "complaints",
        "back_url": case_url(linked.number) if linked else reverse("consumer-complaints"),
        "viewer": "consumer",
        "report": report,
        "turn": turn(report, "consumer"),
        "accused": whole,
        "claims": claims(platform, report, "consumer", record.said, me, whole),
        "words": record.said(report.words),
        "answered": report.answered_at is not None,
        "answer": record.said(report.answer),
        "answer_files": files(platform, [one.file for one in report.answer_files], me, _("Your picture")),
        "reasons": record.said(report.reasons),
        "rests_on": rests_on(report),
        "events": story(record, "consumer"),
        "order": order_of(order, platform, me, shop=shop_name(platform, report.shop)),
        "linked": {"url": case_url(linked.number), "number": linked.number} if linked else None,
        "may_answer": refusal is None,
        "why_not": refusal_words(refusal, request, pack=report.pack)[0] if refusal and stops.errors else "",
        "stances": _stances(),
        "value_of": typed(request, *names) if posted else {name: kept.one(name) for name in names},
        "files": given.rows if given else kept_rows(request, kept.all("file")),
        "upload_url": upload_url(),
        "draft_url": draft_url(FORM, report.number),
        "saved_at": kept.saved_at,
        "wrong": stops,
    }
    return consumer_page(request, "accused.html", context, status)


def _stances() -> list[dict[str, str]]:
    return [
        {
            "value": "denies",
            "label": _("It isn’t so"),
            "hint": _("Say why. The photo as your camera took it helps most, or another one of the same goods."),
        },
        {
            "value": "admits",
            "label": _("It is so"),
            "hint": _("Say so and, if you like, why. A reviewer looks at the rest of your evidence all the same."),
        },
    ]
