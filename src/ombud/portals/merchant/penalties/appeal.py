"""M4 and M5: the appeal, part by part, each kept as it is typed; nothing is sent before it was looked over."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from ombud.core.penalty.standing import status_of
from ombud.desk.access import PenaltyCase
from ombud.portals.common.act import RIGHT, Wrong, refusal_words
from ombud.portals.common.display import joined
from ombud.portals.common.drafts import CHARACTERS_MAX, fields_of
from ombud.portals.common.penalty.rule_of_all import rule_of_all
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.uploads import Files, files_of, upload_url
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.penalties.draft import Draft, draft, keep, prepare_again, state_of
from ombud.portals.merchant.penalties.form import Part, faults, parts, rules_of_appeal
from ombud.portals.merchant.penalties.inputs import fields_of_part, in_words, uploads_of_part
from ombud.portals.merchant.penalties.reach import banner_of, penalty_page, refusal_now, shop_penalty, told_wrong
from ombud.portals.merchant.penalties.turn import turn_card
from ombud.reads.penalty_story import penalty_story

Context = dict[str, Any]


@for_member
@require_safe
def appeal(request: SignedIn, number: str) -> HttpResponse:
    """The parts with where each stands; a form of one part is shown at once."""
    case = shop_penalty(request, number)
    if refusal_now(case, "penalty.appeal") is not None:
        return _barred(request, case)
    its = parts(case)
    if len(its) == 1:
        return redirect("merchant-appeal-part", case.penalty.number, its[0].n)
    t = PenaltyTeller(case, penalty_story(request.platform.id, case.penalty, case.party))
    held = draft(request, case)
    rows = [part_row(case, held, one, t) for one in its]
    context = {
        **appeal_context(case, t),
        "rows": rows,
        "ready": all(one["state"] in ("complete", "nothing") for one in rows),
        "check_url": reverse("merchant-appeal-check", args=[case.penalty.number]),
        "saved_at": held.kept.saved_at,
    }
    return penalty_page(request, "appeal.html", case, context)


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_part(request: SignedIn, number: str, n: int) -> HttpResponse:
    """One part's form. What was sent is kept first, whatever is wrong with it."""
    case = shop_penalty(request, number)
    part = next((one for one in parts(case) if one.n == n), None) if case.penalty.terms else None
    if part is None:
        raise Http404
    stop = refusal_now(case, "penalty.appeal")
    if request.method != "POST":
        return _barred(request, case) if stop is not None else _page(request, case, part)
    taken = {
        one.code: files_of(request, part.files_name(one.code), part.input_name(one.code)) for one in part.materials
    }
    sent = {**fields_of(request), **{part.files_name(code): files.ids for code, files in taken.items()}}
    if sum(len(one) for values in sent.values() for one in values) > CHARACTERS_MAX:
        return HttpResponse(status=413)
    keep(request, case, part, sent)
    failed = {part.input_name(code): [row for row in files.rows if "error" in row] for code, files in taken.items()}
    if stop is not None:
        return _page(request, case, part, told_wrong(stop, request, case), failed)
    prepare_again(request, case)
    if "remove_file" in request.POST:
        return _page(request, case, part)
    if "later" in request.POST:
        return redirect("merchant-penalty", case.penalty.number)
    return _on(request, case, part, taken)


def _on(request: SignedIn, case: PenaltyCase, part: Part, taken: dict[str, Files]) -> HttpResponse:
    """On to the next part that lacks something, or to the look over it all; back here where this one does."""
    held = draft(request, case)
    stops = wrong_in(request, case, held, part, taken)
    if stops.errors:
        failed = {part.input_name(code): [row for row in files.rows if "error" in row] for code, files in taken.items()}
        return _page(request, case, part, stops, failed)
    its = parts(case)
    later = [one for one in its if one.n > part.n] + [one for one in its if one.n < part.n]
    following = next((one for one in later if state_of(case, held, one) in ("empty", "missing")), None)
    if following is None:
        return redirect("merchant-appeal-check", case.penalty.number)
    return redirect("merchant-appeal-part", case.penalty.number, following.n)


def wrong_in(
    request: SignedIn, case: PenaltyCase, held: Draft, part: Part, taken: dict[str, Files] | None = None
) -> Wrong:
    """All that is wrong with one part, each at its input."""
    t = PenaltyTeller(case)
    errors: dict[str, str] = dict(held.misread)
    for n, name, refusal in faults(case, held.filled):
        if n == part.n and name and name not in errors:
            text, way_out = refusal_words(in_words(refusal, part, t), request, currency=t.currency)
            errors[name] = joined(text, way_out)
    for code, files in (taken or {}).items():
        if files.failed:
            errors[part.input_name(code)] = "\n".join(files.failed)
    mine = {name: words for name, words in errors.items() if _of(part, name)}
    return Wrong([{"field": name, "text": words} for name, words in mine.items()], mine) if mine else RIGHT


def appeal_context(case: PenaltyCase, t: PenaltyTeller) -> Context:
    """What stands around each page of an appeal."""
    missing = case.penalty.missing if status_of(case.penalty, case.at) == "incomplete" else ()
    return {
        "turn": turn_card(case),
        "rule_of_all": rule_of_all(t),
        "missing": [t.missing(one) for one in missing],
        "appeal_url": reverse("merchant-appeal", args=[case.penalty.number]),
    }


def part_row(case: PenaltyCase, held: Draft, part: Part, t: PenaltyTeller) -> Context:
    """One part in the list of parts."""
    state = state_of(case, held, part)
    words = {
        "complete": (_("Complete"), "good"),
        "missing": (pgettext("appeal", "Something is missing"), "warn"),
        "nothing": (_("Nothing to show"), ""),
        "empty": (_("Not begun"), ""),
    }
    order = next((one for one in case.penalty.imposition.orders if one.id == part.slot), None)
    text, tone = words[state]
    return {
        "n": part.n,
        "label": t.slot(part.slot) if part.slot else _("The appeal as a whole"),
        "url": reverse("merchant-appeal-part", args=[case.penalty.number, part.n]),
        "state": state,
        "text": text,
        "tone": tone,
        "at": order.purchased_at if order else None,
        "minor": order.amount if order else None,
        "currency": order.currency if order else "",
    }


def _page(
    request: SignedIn,
    case: PenaltyCase,
    part: Part,
    stops: Wrong = RIGHT,
    failed: dict[str, list[dict[str, Any]]] | None = None,
) -> HttpResponse:
    t = PenaltyTeller(case, penalty_story(request.platform.id, case.penalty, case.party))
    held = draft(request, case)
    its = parts(case)
    missing = [one for one in case.penalty.missing if one.slot in (part.slot, "whole" if not part.slot else part.slot)]
    context = {
        **appeal_context(case, t),
        "part": part_row(case, held, part, t),
        "alone": len(its) == 1,
        "place": [one.n for one in its].index(part.n) + 1,
        "of": len(its),
        "is_slot": bool(part.slot),
        "may_be_none": bool(part.slot) and _none_allowed(case),
        "none": {"name": part.none_name, "on": bool(held.kept.one(part.none_name)),
                 "error": stops.at.get(part.none_name, "")},
        "inputs": fields_of_part(part, held, stops.at, t),
        "uploads": uploads_of_part(part, held, stops.at, t, failed or {}),
        "missing": [t.missing(one) for one in missing] if case.penalty.appeal == "incomplete" else [],
        "wrong": stops,
        "saved_at": held.kept.saved_at,
        "draft_url": reverse("merchant-appeal-draft", args=[case.penalty.number, part.n]),
        "upload_url": upload_url(),
    }  # fmt: skip
    return penalty_page(request, "part.html", case, context, 422 if stops.errors else 200)


def _barred(request: SignedIn, case: PenaltyCase) -> HttpResponse:
    """Why there is no form now; to the beginning where that is all that is missing."""
    if refusal_now(case, "penalty.begin") is None:
        return redirect("merchant-penalty-begin", case.penalty.number)
    refusal = refusal_now(case, "penalty.appeal")
    t = PenaltyTeller(case)
    context = {**appeal_context(case, t), "barred": banner_of(refusal, request, case)}
    return penalty_page(request, "barred.html", case, context)


def _none_allowed(case: PenaltyCase) -> bool:
    return rules_of_appeal(case.penalty, case.policy).none_allowed


def _of(part: Part, name: str) -> bool:
    inputs = {part.input_name(one.code) for one in part.materials}
    return name in part.names or name in inputs
