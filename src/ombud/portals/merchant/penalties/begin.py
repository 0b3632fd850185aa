"""The beginning of an appeal: what will be asked, and the shop's own number for the draw of orders."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.penalty.standing import status_of
from ombud.desk.access import PenaltyCase
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Wrong, act
from ombud.portals.common.penalty.rule_of_all import rule_of_all, slots_asked
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.penalties.form import accepts_words, rules_of_appeal
from ombud.portals.merchant.penalties.reach import banner_of, penalty_page, refusal_now, shop_penalty, told_wrong
from ombud.portals.merchant.penalties.turn import turn_card

LETTERS = 32
"""128 bits: nobody guesses the number before it is given."""


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: SignedIn, number: str) -> HttpResponse:
    """What is asked for, and the beginning. Without script the server draws the shop's number."""
    case = shop_penalty(request, number)
    begun = status_of(case.penalty, case.at) in ("begun", "incomplete")
    if begun and refusal_now(case, "penalty.appeal") is None:
        return redirect("merchant-appeal", case.penalty.number)
    if request.method != "POST":
        return _page(request, case)
    chance = request.POST.get("chance", "").strip().lower() or secrets.token_hex(LETTERS // 2)
    done = act(request, "penalty.begin", case.penalty.id, {"chance": chance if _draws(case) else ""})
    if isinstance(done, Done):
        return redirect("merchant-appeal", case.penalty.number)
    return _page(request, case, told_wrong(done, request, case))


def _draws(case: PenaltyCase) -> bool:
    return bool(case.penalty.imposition.seed_hash) and case.penalty.draw is None


def _page(request: SignedIn, case: PenaltyCase, stops: Wrong = RIGHT) -> HttpResponse:
    t = PenaltyTeller(case)
    refusal = refusal_now(case, "penalty.begin")
    context = {
        "turn": turn_card(case),
        "wrong": stops,
        "barred": banner_of(refusal, request, case) if not stops.errors else None,
        "rule_of_all": rule_of_all(t),
        "draws": _draws(case),
        "n": slots_asked(t),
        "orders": len(case.penalty.imposition.orders),
        "asked": _asked(case, t) if case.penalty.terms else [],
        "chance": request.POST.get("chance", ""),
        "appeal_url": reverse("merchant-appeal", args=[case.penalty.number]),
    }
    return penalty_page(request, "begin.html", case, context, 422 if stops.errors else 200)


def _asked(case: PenaltyCase, t: PenaltyTeller) -> list[dict[str, Any]]:
    """Everything the form will ask for, so that it can be gathered before."""
    form = rules_of_appeal(case.penalty, case.policy).form
    each = _("For each drawn order") if case.penalty.imposition.seed_hash else _("For each item")
    found = []
    for fields, materials, where in ((form.fields, form.materials, ""), (form.slot_fields, form.slot_materials, each)):
        items = [
            {
                "label": t.pack(f"appeal-field.{one.code}"),
                "icon": "pencil",
                "more": "" if one.required else _("optional"),
            }
            for one in fields
        ]
        items += [
            {"label": t.pack(f"appeal-material.{one.code}"), "icon": "paperclip", "more": accepts_words(one)}
            for one in materials
        ]
        if items:
            found.append({"where": where, "rows": items})
    return found
