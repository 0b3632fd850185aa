"""The look over an appeal before it is sent, and the sending: now, or by itself just before the window closes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ombud.core.refusal import Refusal
from ombud.desk.access import PenaltyCase
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, refusal_words
from ombud.portals.common.display import joined
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.penalties.appeal import appeal_context, part_row, wrong_in
from ombud.portals.merchant.penalties.draft import Draft, done_with, draft
from ombud.portals.merchant.penalties.form import Part, as_fields, faults, parts
from ombud.portals.merchant.penalties.inputs import in_words, shown_value
from ombud.portals.merchant.penalties.reach import (
    allowed,
    banner_of,
    penalty_page,
    refusal_now,
    shop_penalty,
    told_wrong,
)
from ombud.reads.penalty_story import penalty_story

Context = dict[str, Any]


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: SignedIn, number: str) -> HttpResponse:
    """Everything as it would be sent; sent with POST."""
    case = shop_penalty(request, number)
    held = draft(request, case)
    if request.method != "POST":
        return _page(request, case, held)
    if refusal_now(case, "penalty.appeal") is None and held.misread:
        return _page(request, case, held, status=422)
    done = act(request, "penalty.appeal", case.penalty.id, as_fields(held.filled))
    if isinstance(done, Done):
        done_with(request, case)
        messages.success(request, _("Your appeal was sent. Where it stands is shown here."))
        return redirect("merchant-penalty", case.penalty.number)
    return _refused(request, case, held, done)


@for_member
@require_POST
def prepare(request: SignedIn, number: str) -> HttpResponse:
    """The owner chooses that the complete draft is sent by itself just before the window closes."""
    case = shop_penalty(request, number)
    held = draft(request, case)
    done = act(request, "penalty.prepare", case.penalty.id, as_fields(held.filled))
    if not isinstance(done, Done):
        return _refused(request, case, held, done)
    messages.success(request, _("It will be sent by itself just before the window closes. You can still change it."))
    return redirect("merchant-appeal-check", case.penalty.number)


@for_member
@require_POST
def keep_back(request: SignedIn, number: str) -> HttpResponse:
    """The owner takes that choice back; the draft stays."""
    case = shop_penalty(request, number)
    done = act(request, "penalty.keep-back", case.penalty.id, {})
    if isinstance(done, Done):
        messages.success(request, _("It is no longer sent by itself. Send it yourself before the window closes."))
    return redirect("merchant-appeal-check", case.penalty.number)


def _refused(request: SignedIn, case: PenaltyCase, held: Draft, done: Refusal | Misread) -> HttpResponse:
    """Slips of the form stand at their parts; what else stops it, on top."""
    case = shop_penalty(request, case.penalty.number)
    slip = isinstance(done, Refusal) and refusal_now(case, "penalty.appeal") is None and faults(case, held.filled)
    stops = RIGHT if slip else told_wrong(done, request, case)
    return _page(request, case, held, stops, status=422)


def _page(request: SignedIn, case: PenaltyCase, held: Draft, stops: Wrong = RIGHT, status: int = 200) -> HttpResponse:
    t = PenaltyTeller(case, penalty_story(request.platform.id, case.penalty, case.party))
    refusal = refusal_now(case, "penalty.appeal")
    number = case.penalty.number
    context = {
        **appeal_context(case, t),
        "wrong": stops,
        "barred": banner_of(refusal, request, case) if not stops.errors else None,
        "sections": [_section(request, case, held, one, t) for one in parts(case)],
        "lacking": _lacking(request, case, held, t) if refusal is None else [],
        "nothing_for": [t.slot(one) for one in held.filled.nothing_for],
        "may_send": refusal is None,
        "prepared": case.penalty.deadline("prepared"),
        "may_prepare": allowed(case, "penalty.prepare"),
        "prepare_url": reverse("merchant-appeal-prepare", args=[number]),
        "keep_back_url": reverse("merchant-appeal-keep-back", args=[number]),
        "saved_at": held.kept.saved_at,
    }
    return penalty_page(request, "check.html", case, context, status)


def _section(request: SignedIn, case: PenaltyCase, held: Draft, part: Part, t: PenaltyTeller) -> Context:
    """One part as it would be sent: its answers with ways to change them, and its files."""
    row = part_row(case, held, part, t)
    answers = [
        {
            "label": t.pack(f"appeal-field.{one.code}"),
            "value": shown_value(one, held.kept.one(part.answer_name(one.code)), t) or "—",
        }
        for one in part.fields
    ]
    materials = [
        {"label": t.pack(f"appeal-material.{one.code}"), "rows": held.rows_of(part.files_name(one.code))}
        for one in part.materials
    ]
    return {**row, "answers": answers, "materials": materials, "wrong": wrong_in(request, case, held, part).errors}


def _lacking(request: SignedIn, case: PenaltyCase, held: Draft, t: PenaltyTeller) -> list[Context]:
    """All that keeps it from being sent, each with the way to mend it."""
    found = []
    for part in parts(case):
        row = part_row(case, held, part, t)
        for error in wrong_in(request, case, held, part).errors:
            text = _("{slot}: {what}").format(slot=row["label"], what=error["text"])
            found.append({"url": f"{row['url']}#id_{error['field']}", "text": text})
    for _n, name, refusal in faults(case, held.filled):
        if not name:
            text, way_out = refusal_words(in_words(refusal, None, t), request)
            found.append({"url": "", "text": joined(text, way_out)})
    return found
