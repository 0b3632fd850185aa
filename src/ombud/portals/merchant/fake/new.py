"""M10: report a picture as fake: choose the order, say what is wrong with it and prove it, look it over, send it."""

from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.policy.evidence_reports import EvidenceReportRules
from ombud.desk.access_evidence_report import Reporting, access_reporting, accusable
from ombud.desk.handle import Done, NotFound
from ombud.packs.load import texts
from ombud.portals.common.act import RIGHT, Wrong, act, refusal_words, wrong
from ombud.portals.common.case.present import order_of
from ombud.portals.common.display import language
from ombud.portals.common.drafts import draft_url, drop_draft, save_draft
from ombud.portals.common.fake.shown import files, picture
from ombud.portals.common.fake.words import claim_name, claim_needs
from ombud.portals.common.places import circle_tool, drawn
from ombud.portals.common.uploads import upload_url
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.fake.choose import choose
from ombud.portals.merchant.fake.faults import faults, names_of
from ombud.portals.merchant.fake.form import FORM, SHAPES, Given, drafted, given, kept_fields
from ombud.portals.merchant.fake.photos import own_photos
from ombud.portals.merchant.frame import console, shop_of
from ombud.portals.merchant.standing import standing_of

Row = dict[str, Any]


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """The form for the picture and the order that the address names; without an order, the choice of one."""
    shop_of(request)
    file, order = request.GET.get("file", ""), request.GET.get("order", "")
    if not order:
        return choose(request, file)
    about = _about(request, order, file)
    filled = given(request, draft_key(order, file))
    if request.method != "POST" or about.may() is not None:
        return _page(request, about, file, filled)
    save_draft(request, FORM, draft_key(order, file), kept_fields(filled))
    if not filled.sent:
        return _page(request, about, file, filled)
    if found := [*filled.failed, *faults(request, about, file, filled)]:
        return _page(request, about, file, filled, wrong(found, request))
    return HttpResponseRedirect(_url("report-evidence-check", order, file))


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: SignedIn) -> HttpResponse:
    """Everything as it will be sent, from the draft; sent with POST."""
    file, order = request.GET.get("file", ""), request.GET.get("order", "")
    about = _about(request, order, file)
    key = draft_key(order, file)
    filled = drafted(request, key)
    if about.may() is not None or faults(request, about, file, filled):
        return HttpResponseRedirect(_url("report-evidence", order, file))
    if request.method != "POST":
        return _check(request, about, file, filled)
    case = about.before.complaint
    fields = {"order": order, "file": file, "claims": filled.fields(), "words": filled.words}
    fields |= {"complaint": case.id} if case else {}
    done = act(request, "evidence_report.file", "", fields)
    if isinstance(done, Done):
        drop_draft(request, FORM, key)
        messages.success(request, _sent(done))
        return HttpResponseRedirect(reverse("merchant-evidence-report", args=[done.number]))
    return _page(request, about, file, filled, wrong(done, request, names_of(done), pack=about.policy.pack.id))


def _sent(done: Done) -> str:
    if "EvidenceReportBeyondCap" in done.events:
        return _("It is kept as a note to the case, under the number {number}.").format(number=done.number)
    return _("Your report has arrived. Its number is {number}.").format(number=done.number)


def _about(request: SignedIn, order: str, file: str) -> Reporting:
    """What is reported about; only where the picture is one that the consumer put for this order. Raises NotFound."""
    shop_of(request)
    if "\0" in file + order or len(file) > 64 or len(order) > 200:
        raise NotFound
    about = access_reporting(request.platform.id, order, request.actor, file=file, at=request.at)
    if not accusable(request.platform.id, order, request.actor, file):
        raise NotFound
    return about


def draft_key(order: str, file: str) -> str:
    """What the draft is about: short, whatever an order's id is made of."""
    return sha256(f"{order}\n{file}".encode()).hexdigest()[:32]


def _url(name: str, order: str, file: str) -> str:
    return f"{reverse(name)}?{urlencode({'file': file, 'order': order})}"


def _beside(request: SignedIn, about: Reporting, file: str) -> Row:
    """What both pages show beside: the order, the picture, what follows, and how many are left."""
    rules, case, order = about.policy.pack.evidence_reports, about.before.complaint, about.before.order
    whole = picture(request.platform.id, file, request.actor.id, _("The picture in question"))
    if whole is None:
        raise NotFound
    back = {"url": reverse("merchant-evidence-reports"), "label": _("Reports of fake evidence")}
    linked = None
    if case:
        linked = {"url": reverse("merchant-case", args=[case.number]), "number": case.number}
        back = {"url": linked["url"], "label": _("Complaint {number}").format(number=case.number)}
    return {
        "here": "evidence-reports",
        "back": back,
        "linked": linked,
        "accused": whole,
        "order": order_of(
            order,
            request.platform.id,
            request.actor.id,
            shop=standing_of(request).name,
            url=reverse("merchant-order", args=[order.id]),
        ),
        "left": about.left,
        "most": about.per_order_max,
        "made": about.per_order_max - about.left,
        **(_follows(about, rules) if rules else {}),
    }


def _follows(about: Reporting, rules: EvidenceReportRules) -> Row:
    words, lang = texts(about.policy.pack.id), language()
    return {
        "heard": words.span(rules.heard, lang),
        "examine": words.span(rules.examine, lang),
        "told": _("You read that the report was received. What a single report came to isn’t said here.")
        if rules.told == "received"
        else _("You and the consumer read what was found, with the reasons."),
    }


def _page(request: SignedIn, about: Reporting, file: str, filled: Given, stops: Wrong = RIGHT) -> HttpResponse:
    beside = _beside(request, about, file)
    refusal, rules, key = about.may(), about.policy.pack.evidence_reports, draft_key(about.before.order.id, file)
    text, way_out = refusal_words(refusal, request, pack=about.policy.pack.id) if refusal else ("", "")
    error = stops.at.get(SHAPES, "") if stops.at.get(SHAPES) != filled.circled.error else ""
    tool = circle_tool(
        SHAPES, beside["accused"], filled.circled, label=_("Circle what was edited"), error=error,
        help=_("Circle each place by itself, as closely as you can."),
    )  # fmt: skip
    context = {
        **beside,
        "wrong": stops,
        "barred": {"heading": text, "text": way_out} if refusal and not stops.errors else None,
        "given": filled,
        "claims": [
            {"value": one, "label": claim_name(one), "needs": claim_needs(one), "ticked": filled.ticked(one)}
            for one in (rules.claims if rules else ())
        ],
        "tool": tool,
        "photos": own_photos(request, about.before.order, filled.files["own"].ids),
        "draft_url": draft_url(FORM, key),
        "upload_url": upload_url(),
    }
    return console(request, "fake/new.html", context, 422 if stops.errors else 200)


def _check(request: SignedIn, about: Reporting, file: str, filled: Given) -> HttpResponse:
    beside = _beside(request, about, file)
    whole = beside["accused"]
    claims: list[Row] = []
    for one in filled.fields():
        held = filled.files["web" if one["claim"] == "from-web" else "own"].ids
        shapes = drawn(filled.circled.shapes, whole["width"], whole["height"]) if "shapes" in one else []
        shown = files(request.platform.id, held, request.actor.id, _("Your picture")) if "files" in one else []
        links = [{"text": link, "url": ""} for link in one.get("links", ())]
        made = {"claim": one["claim"], "name": claim_name(one["claim"]), "links": links}
        claims.append({**made, "files": shown, "places": shapes})
    form_url = _url("report-evidence", about.before.order.id, file)
    context = {**beside, "claims": claims, "words": filled.words, "form_url": form_url, "wrong": RIGHT}
    return console(request, "fake/check.html", context)
